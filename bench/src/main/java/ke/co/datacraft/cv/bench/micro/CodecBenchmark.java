package ke.co.datacraft.cv.bench.micro;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bench.SampleMessages;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** JSON of a result with ten objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class CodecBenchmark {

    private final ImageResult result = SampleMessages.result();
    private final byte[] json = ContractCodec.toBytes(result);

    /** Record to bytes. */
    @Benchmark
    public byte[] write() {
        return ContractCodec.toBytes(result);
    }

    /** Bytes to record. */
    @Benchmark
    public ImageResult read() throws IOException {
        return ContractCodec.readTrusted(json, ImageResult.class);
    }
}
