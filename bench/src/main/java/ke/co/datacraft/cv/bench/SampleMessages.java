package ke.co.datacraft.cv.bench;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageFile;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ImageTimings;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.contracts.Tasks;

/** Messages of usual size. */
public final class SampleMessages {

    private static final int OBJECTS = 10;
    private static final int JOB_SIZE = 1000;
    private static final String TENANT = "bench";

    private SampleMessages() {}

    /** A reference of a job of a thousand. */
    static ImageReference reference(long number) {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                new UUID(1, number / JOB_SIZE),
                null,
                new UUID(2, number),
                "s3://bucket/" + number + ".jpg",
                0,
                null,
                null,
                null,
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)),
                null,
                null,
                Instant.EPOCH,
                null,
                new JobDescription("bench", JOB_SIZE, 0, "bench", Instant.EPOCH));
    }

    /** The result of a reference: ten objects. */
    public static ImageResult result(ImageReference reference) {
        DetectedObject object =
                new DetectedObject("car", 2, 0.9123, List.of(10.25, 20.5, 100.0, 50.75), null);
        TaskResult detection =
                new TaskResult(
                        Tasks.OBJECT_DETECTION,
                        null,
                        new ModelReference("yolox-nano", "1.0.0", null),
                        false,
                        new TaskTimings(0.1, 1.2, 13.4, 0.3),
                        null,
                        Collections.nCopies(OBJECTS, object),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        return new ImageResult(
                ContractCodec.SCHEMA_VERSION,
                reference.imageId(),
                reference.tenantId(),
                reference.jobId(),
                null,
                reference.uri(),
                "image.jpg",
                0,
                new ImageSize(640, 480),
                new ImageFile(100_000, "ab".repeat(32), "JPEG", "RGB", 1),
                null,
                reference.ingestTime(),
                Instant.EPOCH,
                "bench",
                new ImageTimings(0.5, 2.5, 20),
                List.of(detection));
    }

    /** A result for benchmarks that need only one. */
    public static ImageResult result() {
        return result(reference(0));
    }
}
