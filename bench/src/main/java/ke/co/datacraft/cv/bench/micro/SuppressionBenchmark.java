package ke.co.datacraft.cv.bench.micro;

import java.nio.FloatBuffer;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.inference.decode.CandidateFilter;
import ke.co.datacraft.cv.inference.decode.Candidates;
import ke.co.datacraft.cv.inference.decode.NonMaxSuppression;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.decode.YoloxDecoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Tensor to boxes: a YOLOX output of 3549 cells and 80 classes, 2 % of them candidates. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SuppressionBenchmark {

    private static final int CELLS = 3549;
    private static final int CLASSES = 80;

    private final YoloxDecoder decoder =
            new YoloxDecoder(new OutputShape("output", 1, CELLS, 5 + CLASSES), 416, 416, CLASSES);
    private final Candidates candidates = new Candidates();
    private final NonMaxSuppression suppression = new NonMaxSuppression();
    private final CandidateFilter filter = CandidateFilter.ofConfidence(0.25f);
    private FloatBuffer output;

    /** Fills the tensor. */
    @Setup
    public void setUp() {
        Random random = new Random(1);
        output =
                java.nio.ByteBuffer.allocateDirect(CELLS * (5 + CLASSES) * Float.BYTES)
                        .order(java.nio.ByteOrder.nativeOrder())
                        .asFloatBuffer();
        for (int i = 0; i < output.capacity(); i++) {
            int field = i % (5 + CLASSES);
            boolean candidate = (i / (5 + CLASSES)) % 50 == 0;
            output.put(
                    i,
                    switch (field) {
                        case 0, 1 -> random.nextFloat();
                        case 2, 3 -> random.nextFloat() * 2;
                        case 4 -> candidate ? 0.9f : 0.01f;
                        default -> random.nextFloat();
                    });
        }
    }

    /** Decode and per-class suppression. */
    @Benchmark
    public int decodeAndSuppress() {
        candidates.clear();
        decoder.decode(index -> output, filter, candidates);
        return suppression.select(candidates, 0.45f, 300);
    }
}
