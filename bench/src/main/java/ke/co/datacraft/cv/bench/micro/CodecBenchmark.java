package ke.co.datacraft.cv.bench.micro;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ImageTimings;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.contracts.Tasks;
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

    private final ImageResult result = result();
    private final byte[] json = ContractCodec.toBytes(result);

    private static ImageResult result() {
        DetectedObject object =
                new DetectedObject("car", 2, 0.9123, List.of(10.25, 20.5, 100.0, 50.75), null);
        TaskResult detection =
                new TaskResult(
                        Tasks.OBJECT_DETECTION,
                        new ModelReference("yolox-nano", "1.0.0", null),
                        false,
                        new TaskTimings(0.1, 1.2, 13.4, 0.3),
                        Collections.nCopies(10, object),
                        null,
                        null);
        UUID id = new UUID(1, 2);
        return new ImageResult(
                ContractCodec.SCHEMA_VERSION,
                id,
                "acme",
                id,
                null,
                "s3://bucket/image.jpg",
                "image.jpg",
                0,
                new ImageSize(640, 480),
                new ImageFile(100_000, "ab".repeat(32), "JPEG", "RGB", 1),
                null,
                null,
                java.time.Instant.EPOCH,
                "bench",
                new ImageTimings(0.5, 2.5, 20),
                List.of(detection));
    }

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
