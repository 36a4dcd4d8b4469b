package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.jobs.postgres.DatabaseAddress;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every option reaches its field. */
class JobSettingsKeysTest {

    private static final List<Arguments> SERVICE_KEYS =
            List.of(
                    key(
                            VisionOptions.KAFKA_BOOTSTRAP_SERVERS,
                            "a:1, b:2",
                            "a:1,b:2",
                            s -> s.kafka().bootstrapServers()),
                    key(VisionOptions.KAFKA_GROUP_ID, "group", "group", s -> s.kafka().groupId()),
                    key(
                            VisionOptions.TOPIC_PREFIX,
                            "x-",
                            new Topics("x-"),
                            s -> s.kafka().topics()),
                    key(
                            VisionOptions.KAFKA_PROPERTIES,
                            "{a: 1, b: 'x,y:z'}",
                            Map.of("a", "1", "b", "x,y:z"),
                            s -> s.kafka().properties()),
                    key(
                            VisionOptions.DATABASE_URL,
                            "postgresql://u:p%40%2F%25+@h:1,i:2/d?sslmode=require",
                            new DatabaseAddress(
                                    "jdbc:postgresql://h:1,i:2/d?sslmode=require", "u", "p@/%+"),
                            s -> s.database().address()),
                    key(VisionOptions.DATABASE_BATCH_SIZE, "7", 7, s -> s.database().batchSize()),
                    key(
                            VisionOptions.DATABASE_LINGER_MILLISECONDS,
                            "8",
                            Duration.ofMillis(8),
                            s -> s.database().linger()),
                    key(VisionOptions.DATABASE_MAX_RETRIES, "9", 9, s -> s.database().maxRetries()),
                    key(
                            VisionOptions.RESULT_DOCUMENTS,
                            "jobs",
                            ResultDocuments.of("jobs"),
                            s -> s.database().documents()),
                    key(
                            VisionOptions.ENCRYPTION_KEY,
                            "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                            EncryptionKeys.parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="),
                            s -> s.vision().encryption()),
                    key(
                            VisionOptions.REDIS_URL,
                            "rediss://u:p@h:1/2",
                            "rediss://u:p@h:1/2",
                            s -> s.vision().redis().url()),
                    key(
                            VisionOptions.REDIS_CLUSTER_NODES,
                            "a:1,b:2",
                            List.of("a:1", "b:2"),
                            s -> s.vision().redis().clusterNodes()),
                    key(
                            VisionOptions.REDIS_TIMEOUT_MILLISECONDS,
                            "10",
                            Duration.ofMillis(10),
                            s -> s.vision().redis().timeout()),
                    key(
                            VisionOptions.CACHE_TTL,
                            "11",
                            Duration.ofSeconds(11),
                            s -> s.vision().redis().ttl()),
                    key(
                            VisionOptions.RESULT_CACHE_ENABLED,
                            "false",
                            false,
                            s -> s.vision().redis().resultCache()),
                    key(
                            VisionOptions.EVENTS_STREAM_LENGTH,
                            "77",
                            77,
                            s -> s.vision().redis().eventsLength()),
                    key(
                            VisionOptions.JOB_TIMEOUT_MINUTES,
                            "12",
                            Duration.ofMinutes(12),
                            s -> s.jobs().timeout()),
                    key(
                            VisionOptions.JOB_RETENTION_MINUTES,
                            "13",
                            Duration.ofMinutes(13),
                            s -> s.jobs().retention()),
                    key(VisionOptions.PARALLELISM, "14", 14, s -> s.runtime().parallelism()),
                    key(
                            VisionOptions.CHECKPOINT_INTERVAL_SECONDS,
                            "15",
                            Duration.ofSeconds(15),
                            s -> s.runtime().checkpointInterval()),
                    key(
                            VisionOptions.CHECKPOINT_DIRECTORY,
                            "file:///x",
                            "file:///x",
                            s -> s.runtime().checkpointDirectory()),
                    key(
                            VisionOptions.BUFFER_TIMEOUT_MILLISECONDS,
                            "16",
                            Duration.ofMillis(16),
                            s -> s.runtime().bufferTimeout()),
                    key(
                            VisionOptions.GPU_SLOTS,
                            "4",
                            4,
                            s -> s.runtime().slots().visionSlotsPerGpu()),
                    key(
                            VisionOptions.SLOT_CPU_PERCENT,
                            "150",
                            1.5,
                            s -> s.runtime().slots().cpuCores()),
                    key(
                            VisionOptions.SLOT_HEAP_MB,
                            "17",
                            17,
                            s -> s.runtime().slots().heapMegabytes()),
                    key(
                            VisionOptions.SLOT_MANAGED_MB,
                            "18",
                            18,
                            s -> s.runtime().slots().managedMegabytes()),
                    key(
                            VisionOptions.TRACING_ENABLED,
                            "true",
                            true,
                            s -> s.vision().tracing().enabled()),
                    key(
                            VisionOptions.OTLP_ENDPOINT,
                            "http://c:4318/v1/traces",
                            "http://c:4318",
                            s -> s.vision().tracing().endpoint()),
                    key(
                            VisionOptions.JAEGER_ENDPOINT,
                            "http://jaeger:14268/api/traces",
                            "http://jaeger:4318",
                            s -> s.vision().tracing().endpoint()),
                    key(
                            VisionOptions.TRACING_SAMPLE_RATIO,
                            "0.25",
                            0.25,
                            s -> s.vision().tracing().sampleRatio()),
                    key(
                            VisionOptions.TRACING_SERVICE_NAME,
                            "cameras",
                            "cameras",
                            s -> s.vision().tracing().serviceName()),
                    key(
                            VisionOptions.METRICS_ENABLED,
                            "FALSE",
                            null,
                            s -> s.runtime().metricsPort()),
                    key(
                            VisionOptions.METRICS_PORT,
                            "9100-9110",
                            "9100-9110",
                            s -> s.runtime().metricsPort()));

    private static final List<Arguments> VISION_KEYS =
            List.of(
                    key(
                            VisionOptions.ALLOWED_FILE_ROOTS,
                            "/a, /b",
                            List.of("/a", "/b"),
                            s -> s.vision().fetch().allowedRoots()),
                    key(
                            VisionOptions.ALLOW_PRIVATE_ADDRESSES,
                            "true",
                            true,
                            s -> s.vision().fetch().allowPrivateAddresses()),
                    key(
                            VisionOptions.S3_REGION,
                            "eu-west-1",
                            new S3Settings(null, "eu-west-1", null, null),
                            s -> s.vision().fetch().s3()),
                    key(
                            VisionOptions.S3_ENDPOINT_URL,
                            "http://h:9000",
                            new S3Settings("http://h:9000", "us-east-1", null, null),
                            s -> s.vision().fetch().s3()),
                    key(
                            VisionOptions.WORKER_THREADS,
                            "3",
                            3,
                            s -> s.vision().fetch().fetchThreads()),
                    key(
                            VisionOptions.FETCH_CONNECT_TIMEOUT_SECONDS,
                            "4",
                            Duration.ofSeconds(4),
                            s -> s.vision().fetch().connectTimeout()),
                    key(
                            VisionOptions.FETCH_REQUEST_TIMEOUT_SECONDS,
                            "6",
                            Duration.ofSeconds(6),
                            s -> s.vision().fetch().requestTimeout()),
                    key(
                            VisionOptions.FETCH_MAX_ATTEMPTS,
                            "7",
                            7,
                            s -> s.vision().fetch().maxAttempts()),
                    key(
                            VisionOptions.FETCH_INITIAL_BACKOFF_MILLISECONDS,
                            "8",
                            Duration.ofMillis(8),
                            s -> s.vision().fetch().initialBackoff()),
                    key(
                            VisionOptions.FETCH_MAX_BACKOFF_MILLISECONDS,
                            "900",
                            Duration.ofMillis(900),
                            s -> s.vision().fetch().maxBackoff()),
                    key(
                            VisionOptions.MAX_FILE_SIZE_MB,
                            "10",
                            10L << 20,
                            s -> s.vision().limits().maxFileSizeBytes()),
                    key(
                            VisionOptions.MAX_IMAGE_MEGAPIXELS,
                            "11",
                            11_000_000L,
                            s -> s.vision().limits().maxImagePixels()),
                    key(VisionOptions.MAX_PAGES, "12", 12, s -> s.vision().limits().maxPages()),
                    key(
                            VisionOptions.IN_FLIGHT_REFERENCES,
                            "13",
                            13,
                            s -> s.vision().limits().inFlightReferences()),
                    key(
                            VisionOptions.IN_FLIGHT_MEGABYTES,
                            "4000",
                            4000L << 20,
                            s -> s.vision().limits().inFlightBytes()),
                    key(
                            VisionOptions.IMAGE_TIMEOUT_SECONDS,
                            "15",
                            Duration.ofSeconds(15),
                            s -> s.vision().limits().imageTimeout()),
                    key(
                            VisionOptions.MODEL_PATH,
                            "/m,/n.onnx",
                            List.of("/m", "/n.onnx", "data/models"),
                            s -> s.vision().inference().modelPaths()),
                    key(
                            VisionOptions.MODEL_CACHE_PATH,
                            "/c",
                            List.of("/c"),
                            s -> s.vision().inference().modelPaths()),
                    key(
                            VisionOptions.PAGES_PER_REFERENCE,
                            "3",
                            3,
                            s -> s.vision().documents().pagesPerReference()),
                    key(VisionOptions.PDF_DPI, "72", 72, s -> s.vision().documents().dpi()),
                    key(
                            VisionOptions.PIPELINE_PATH,
                            "../pipelines",
                            List.of("vehicle-text"),
                            s -> s.vision().pipelines().names()),
                    key(
                            VisionOptions.YOLO_MODEL,
                            "nano@2",
                            "nano@2",
                            s -> s.vision().inference().detectionModel()),
                    key(
                            VisionOptions.CLASSIFICATION_MODEL,
                            "vit@2",
                            "vit@2",
                            s -> s.vision().inference().taskModels().classification()),
                    key(
                            VisionOptions.FACE_MODEL,
                            "yunet@2",
                            "yunet@2",
                            s -> s.vision().inference().taskModels().face()),
                    key(
                            VisionOptions.EMBEDDING_MODEL,
                            "clip@2",
                            "clip@2",
                            s -> s.vision().inference().taskModels().embedding()),
                    key(
                            VisionOptions.OCR_MODEL,
                            "PPOCR",
                            "ppocr",
                            s -> s.vision().inference().ocrModel()),
                    key(
                            VisionOptions.OCR_LANGUAGES,
                            "eng, chi_sim",
                            List.of("eng", "chi_sim"),
                            s -> s.vision().inference().ocrLanguages()),
                    key(
                            VisionOptions.TESSERACT_DATA_PATH,
                            "/t",
                            "/t",
                            s -> s.vision().inference().tessdataPath()),
                    key(
                            VisionOptions.MODEL_MAX_LOADED,
                            "17",
                            17,
                            s -> s.vision().models().maxLoaded()),
                    key(
                            VisionOptions.MODEL_IDLE_MINUTES,
                            "18",
                            Duration.ofMinutes(18),
                            s -> s.vision().models().idleTime()),
                    key(
                            VisionOptions.SHADOW_IN_FLIGHT,
                            "19",
                            19,
                            s -> s.vision().models().shadowInFlight()),
                    key(
                            VisionOptions.INFERENCE_THREADS,
                            "21",
                            21,
                            s -> s.vision().inference().inferenceThreads()),
                    key(
                            VisionOptions.USE_GPU,
                            "true",
                            "true",
                            s -> s.vision().inference().useGpu()),
                    key(VisionOptions.GPU_DEVICE, "3", 3, s -> s.vision().inference().gpuDevice()),
                    key(
                            VisionOptions.GPU_PROVIDER,
                            "tensorrt",
                            "tensorrt",
                            s -> s.vision().inference().accelerator().provider()),
                    key(
                            VisionOptions.GPU_MEMORY_LIMIT_MB,
                            "22",
                            22L << 20,
                            s -> s.vision().inference().accelerator().memoryLimitBytes()),
                    key(
                            VisionOptions.GPU_HALF_PRECISION,
                            "true",
                            true,
                            s -> s.vision().inference().accelerator().halfPrecision()),
                    key(
                            VisionOptions.GPU_ENGINE_CACHE_PATH,
                            "/engines",
                            "/engines",
                            s -> s.vision().inference().accelerator().engineCachePath()),
                    key(
                            VisionOptions.BATCHING,
                            "true",
                            "true",
                            s -> s.vision().inference().batching().use()),
                    key(
                            VisionOptions.MAX_BATCH_SIZE,
                            "23",
                            23,
                            s -> s.vision().inference().batching().maxBatchSize()),
                    key(
                            VisionOptions.MAX_QUEUE_DELAY_MICROSECONDS,
                            "24",
                            Duration.ofNanos(24_000),
                            s -> s.vision().inference().batching().maxQueueDelay()),
                    key(
                            VisionOptions.MAX_QUEUE_SIZE,
                            "25",
                            25,
                            s -> s.vision().inference().batching().maxQueueSize()));

    /** Option, a value unlike its default, and where that value must turn up. */
    static Stream<Arguments> keys() {
        return Stream.concat(SERVICE_KEYS.stream(), VISION_KEYS.stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("keys")
    void keyReachesItsField(
            ConfigOption<?> option,
            String value,
            Object expected,
            Function<JobSettings, Object> field) {
        Configuration configuration =
                Environment.toConfiguration(Map.of(VisionOptionCatalog.variable(option), value));

        assertThat(field.apply(JobSettings.read(configuration))).isEqualTo(expected);
        assertThat(field.apply(JobSettings.read(new Configuration()))).isNotEqualTo(expected);
    }

    @Test
    void everyKeyIsTested() {
        Set<Object> tested = new HashSet<>();
        keys().forEach(arguments -> tested.add(arguments.get()[0]));
        // These two only make sense together; see credentialsOfS3.
        tested.add(VisionOptions.S3_ACCESS_KEY_ID);
        tested.add(VisionOptions.S3_SECRET_ACCESS_KEY);
        // The job fetches no model; see ModelLocationsTest.
        tested.add(VisionOptions.MODEL_CACHE_SIZE);

        assertThat(tested)
                .containsExactlyInAnyOrderElementsOf(
                        VisionOptionsTest.declared(VisionOptions.class));
    }

    private static Arguments key(
            ConfigOption<?> option,
            String value,
            Object expected,
            Function<JobSettings, Object> field) {
        return Arguments.of(option, value, expected, field);
    }
}
