package ke.co.datacraft.cv.operators.vision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobDescription;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.encryption.EncryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.inference.testing.TestingModels;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.settings.AcceleratorSettings;
import ke.co.datacraft.cv.operators.settings.BatchSettings;
import ke.co.datacraft.cv.operators.settings.DocumentSettings;
import ke.co.datacraft.cv.operators.settings.FetchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import ke.co.datacraft.cv.operators.settings.LimitSettings;
import ke.co.datacraft.cv.operators.settings.ModelLimits;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.TaskModels;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

/**
 * The real runtime with the testing detector, on a folder: {@code images} below it is the only
 * allowed root.
 */
final class TestingVision implements AutoCloseable {

    static final String TENANT = "acme";
    static final UUID JOB = UUID.fromString("0b5d5d2e-8f5e-4c53-9f44-7d8f6f0d4b11");
    static final String SOURCE = "gate";
    static final Instant CAPTURED = Instant.parse("2026-03-04T05:06:07.890Z");
    static final int MAX_FILE_SIZE = 2_000_000;
    static final int MAX_PAGES = 4;
    static final int PAGES_PER_REFERENCE = 3;
    static final EncryptionKeys KEYS =
            EncryptionKeys.parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");

    private final Path folder;
    private final VisionEngine engine;
    private final VisionMetrics metrics = new VisionMetrics(new UnregisteredMetricsGroup());

    TestingVision(Path folder, RedisSettings redis) throws IOException {
        this(folder, redis, ModelAnalyzers::new);
    }

    TestingVision(
            Path folder,
            RedisSettings redis,
            Function<InferenceSettings, AnalyzerFactory> analyzers)
            throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("images"));
        TestingDetector.write(folder.resolve("models"));
        TestingModels.write(folder.resolve("models"));
        VisionSettings settings = settings(folder, redis);
        this.engine =
                InferenceRuntime.acquire(settings, () -> analyzers.apply(settings.inference()));
    }

    static VisionSettings settings(Path folder, RedisSettings redis) {
        return new VisionSettings(
                new InferenceSettings(
                        List.of(folder.resolve("models").toString()),
                        TestingDetector.NAME,
                        "auto",
                        List.of("eng"),
                        null,
                        2,
                        "false",
                        0,
                        AcceleratorSettings.DEFAULT,
                        BatchSettings.DEFAULT,
                        new TaskModels(
                                TestingModels.CLASSIFIER,
                                TestingModels.FACES,
                                TestingModels.FEATURES)),
                new FetchSettings(
                        List.of(folder.resolve("images").toString()),
                        true,
                        null,
                        4,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(1500),
                        2,
                        Duration.ofMillis(2),
                        Duration.ofMillis(2)),
                new LimitSettings(
                        MAX_FILE_SIZE, 1_000_000, MAX_PAGES, 8, 10_000_000, Duration.ofSeconds(60)),
                redis,
                new ModelLimits(8, Duration.ofHours(1), 4),
                new DocumentSettings(200, PAGES_PER_REFERENCE),
                Pipelines.NONE,
                KEYS,
                TracingSettings.OFF);
    }

    /** The bytes as the bridge stores them. */
    static byte[] encrypted(byte[] plain, EncryptionKeys keys, String tenantId) throws IOException {
        try (InputStream stream =
                new EncryptingInputStream(new ByteArrayInputStream(plain), keys, tenantId)) {
            return stream.readAllBytes();
        }
    }

    VisionMetrics metrics() {
        return metrics;
    }

    VisionEngine engine() {
        return engine;
    }

    /** Writes an image into the allowed root. */
    String image(String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve("images").resolve(name), bytes).toUri().toString();
    }

    ReferenceOutcome run(ImageReference reference) throws Exception {
        return engine.start(admitted(reference), metrics).outcome().get(60, TimeUnit.SECONDS);
    }

    ReferenceOutcome run(String uri, TaskRequest... tasks) throws Exception {
        return run(reference(uri, tasks));
    }

    static AdmittedReference admitted(ImageReference reference) {
        return new AdmittedReference(
                reference,
                UUID.nameUUIDFromBytes(reference.uri().getBytes()),
                new RecordOrigin("cv.images", 0, 0),
                null,
                ContractCodec.toBytes(reference),
                null,
                System.currentTimeMillis());
    }

    /** A reference of a job, for every page. */
    static ImageReference reference(String uri, TaskRequest... tasks) {
        return reference(uri, null, null, tasks);
    }

    static ImageReference reference(String uri, Integer page, UUID imageId, TaskRequest... tasks) {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                JOB,
                null,
                imageId,
                uri,
                page,
                null,
                null,
                null,
                List.of(tasks),
                null,
                CAPTURED,
                CAPTURED,
                null,
                new JobDescription("Night shift", 1, 0, "ann", CAPTURED));
    }

    /** A frame of a camera. */
    static ImageReference frame(String uri, TaskRequest... tasks) {
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                TENANT,
                null,
                SOURCE,
                null,
                uri,
                null,
                null,
                null,
                null,
                List.of(tasks),
                null,
                CAPTURED,
                null,
                null,
                null);
    }

    @Override
    public void close() {
        engine.close();
    }
}
