package ke.co.datacraft.cv.jobs;

import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ConfigOptions.OptionBuilder;

/**
 * Every option of VisionJob with type, default and description, declared once. {@link
 * VisionOptionCatalog} lists them and {@link JobSettings} checks their values.
 */
public final class VisionOptions {

    // ---- Kafka

    public static final ConfigOption<String> KAFKA_BOOTSTRAP_SERVERS =
            text("kafka-bootstrap-servers", "localhost:9092", "Brokers, `host:port`, by commas.");

    public static final ConfigOption<String> KAFKA_GROUP_ID =
            text(
                    "kafka-group-id",
                    "cv-vision",
                    "Consumer group. Its committed offsets are where a job without a checkpoint starts.");

    public static final ConfigOption<String> TOPIC_PREFIX =
            text("topic-prefix", "cv.", "What every topic name begins with.");

    public static final ConfigOption<Map<String, String>> KAFKA_PROPERTIES =
            key("kafka-properties")
                    .mapType()
                    .defaultValue(Map.of())
                    .withDescription(
                            "Further properties of the Kafka clients as a YAML map, such as"
                                    + " `{security.protocol: SASL_SSL, sasl.mechanism: PLAIN}`.");

    // ---- PostgreSQL

    public static final ConfigOption<String> DATABASE_URL =
            text(
                    "database-url",
                    "postgresql://localhost:5432/computer_vision",
                    "PostgreSQL, `postgresql://user:password@host:port/database`. User and password"
                            + " are percent-encoded; driver properties may follow a `?`.");

    public static final ConfigOption<Integer> DATABASE_BATCH_SIZE =
            number("database-batch-size", 500, "Rows of one table sent at once, 1 to 10000.");

    public static final ConfigOption<Integer> DATABASE_LINGER_MILLISECONDS =
            number(
                    "database-linger-milliseconds",
                    50,
                    "Longest time that a row waits for its batch, 1 to 60000.");

    public static final ConfigOption<Integer> DATABASE_MAX_RETRIES =
            number(
                    "database-max-retries",
                    3,
                    "Tries of a failed batch, 0 to 100, before the job restarts from its checkpoint.");

    public static final ConfigOption<String> RESULT_DOCUMENTS =
            text(
                    "result-documents",
                    "true",
                    "Whose results are kept whole beside their rows, for the bridge to show: `true`"
                            + " (jobs and cameras), `jobs`, or `false`. A frame's takes 1 to 20 KB"
                            + " before compression; without it, the bridge has no findings of it.");

    // ---- Redis

    public static final ConfigOption<String> REDIS_URL =
            text(
                    "redis-url",
                    "redis://localhost:6379/0",
                    "Redis, `redis://[user:password@]host:port/database` or `rediss:` for TLS; `none`"
                            + " to run without.");

    public static final ConfigOption<String> REDIS_CLUSTER_NODES =
            text(
                    "redis-cluster-nodes",
                    "",
                    "Nodes of a Redis cluster, `host:port`, by commas. User and password come from"
                            + " `CV_REDIS_URL`.");

    public static final ConfigOption<Integer> REDIS_TIMEOUT_MILLISECONDS =
            number(
                    "redis-timeout-milliseconds",
                    1000,
                    "Time for one command, 1 to 60000; a slower Redis counts as absent.");

    public static final ConfigOption<Integer> CACHE_TTL =
            number(
                    "cache-ttl",
                    3600,
                    "Seconds that cached results and live values are kept, 1 to 31536000.");

    public static final ConfigOption<Boolean> RESULT_CACHE_ENABLED =
            flag(
                    "result-cache-enabled",
                    true,
                    "Whether results are kept by content, so that the same bytes are analysed once.");

    public static final ConfigOption<Integer> EVENTS_STREAM_LENGTH =
            number(
                    "events-stream-length",
                    10_000,
                    "Live events (states of jobs, results in brief) that each tenant's stream in Redis"
                            + " keeps, about, 0 to 10000000; 0 writes none.");

    // ---- Encryption at rest

    public static final ConfigOption<String> ENCRYPTION_KEY =
            optionalText(
                    "encryption-key",
                    "Keys of 32 bytes in Base64, `id:key`, by commas: the first encrypts texts of"
                            + " results in PostgreSQL and Redis, all decrypt them and the files that"
                            + " are fetched; absent to encrypt nothing. See encryption.md.");

    // ---- Where images may come from

    public static final ConfigOption<String> ALLOWED_FILE_ROOTS =
            text(
                    "allowed-file-roots",
                    "",
                    "Folders that `file:` URIs may point into, by commas; without any, all are"
                            + " refused.");

    public static final ConfigOption<Boolean> ALLOW_PRIVATE_ADDRESSES =
            flag(
                    "allow-private-addresses",
                    false,
                    "Whether `http:` and `https:` URIs may reach private, loopback and link-local"
                            + " addresses.");

    public static final ConfigOption<String> S3_REGION =
            optionalText(
                    "s3-region",
                    "Region of the object storage; `us-east-1` with an endpoint. Without region and"
                            + " endpoint, `s3:` URIs are refused.");

    public static final ConfigOption<String> S3_ENDPOINT_URL =
            optionalText("s3-endpoint-url", "URL of an S3-compatible server; absent for AWS.");

    public static final ConfigOption<String> S3_ACCESS_KEY_ID =
            optionalText(
                    "s3-access-key-id", "Key id; absent for the default chain of credentials.");

    public static final ConfigOption<String> S3_SECRET_ACCESS_KEY =
            optionalText("s3-secret-access-key", "Secret that belongs to the key id.");

    public static final ConfigOption<Integer> WORKER_THREADS =
            number("worker-threads", 8, "Fetches that one TaskManager runs at once, 1 to 1024.");

    public static final ConfigOption<Integer> FETCH_CONNECT_TIMEOUT_SECONDS =
            number("fetch-connect-timeout-seconds", 5, "Time to connect to a store, 1 to 300.");

    public static final ConfigOption<Integer> FETCH_REQUEST_TIMEOUT_SECONDS =
            number("fetch-request-timeout-seconds", 30, "Time for one try of a fetch, 1 to 3600.");

    public static final ConfigOption<Integer> FETCH_MAX_ATTEMPTS =
            number(
                    "fetch-max-attempts",
                    4,
                    "Tries of a fetch that fails for a reason that can pass, 1 to 20.");

    public static final ConfigOption<Integer> FETCH_INITIAL_BACKOFF_MILLISECONDS =
            number(
                    "fetch-initial-backoff-milliseconds",
                    200,
                    "Wait before the second try, 1 to 60000; it doubles from try to try.");

    public static final ConfigOption<Integer> FETCH_MAX_BACKOFF_MILLISECONDS =
            number(
                    "fetch-max-backoff-milliseconds",
                    5000,
                    "Longest wait between two tries, 1 to 600000, not below the first wait.");

    // ---- Limits

    public static final ConfigOption<Integer> MAX_FILE_SIZE_MB =
            number("max-file-size-mb", 50, "Largest file, in MiB, 1 to 1024.");

    public static final ConfigOption<Integer> MAX_IMAGE_MEGAPIXELS =
            number(
                    "max-image-megapixels",
                    100,
                    "Largest page, in millions of pixels, 1 to 1000; read from the header.");

    public static final ConfigOption<Integer> MAX_PAGES =
            number("max-pages", 500, "Most pages of one document, 1 to 100000.");

    public static final ConfigOption<Integer> PAGES_PER_REFERENCE =
            number(
                    "pages-per-reference",
                    8,
                    "Most pages that one reference has analysed, 1 to 100000. A submitted document of"
                            + " more is split into references of its own, so that its job's progress"
                            + " and results come bit by bit; each fetches the file again.");

    public static final ConfigOption<Integer> PDF_DPI =
            number(
                    "pdf-dpi",
                    200,
                    "Dots per inch that pages of a PDF are rendered at, 36 to 600; a request's"
                            + " parameter `dpi` comes first.");

    public static final ConfigOption<Integer> IN_FLIGHT_REFERENCES =
            number(
                    "in-flight-references",
                    32,
                    "References that each subtask of a lane works on at once, 1 to 10000.");

    public static final ConfigOption<Integer> IN_FLIGHT_MEGABYTES =
            number(
                    "in-flight-megabytes",
                    512,
                    "MiB of files, and again of decoded pixels, that one TaskManager holds at once, 1"
                            + " to 1048576; not below `CV_MAX_FILE_SIZE_MB`.");

    public static final ConfigOption<Integer> IMAGE_TIMEOUT_SECONDS =
            number(
                    "image-timeout-seconds",
                    300,
                    "Time for one reference once it is in flight, waiting for a thread, all pages and"
                            + " retries included, 1 to 86400.");

    // ---- Models

    public static final ConfigOption<String> MODEL_PATH =
            text(
                    "model-path",
                    "",
                    "Folders with model manifests and files, or single ONNX files, by commas.");

    public static final ConfigOption<String> MODEL_CACHE_PATH =
            text(
                    "model-cache-path",
                    "data/models",
                    "Folder of models that `cv models pull` fetched, searched after `model-path`. A"
                            + " relative path is seen from where each process runs.");

    public static final ConfigOption<String> MODEL_CACHE_SIZE =
            text(
                    "model-cache-size",
                    "10gb",
                    "Most bytes of fetched models in that folder; the least recently used leave when"
                            + " `cv models pull` brings another, those in use stay. A number with a"
                            + " unit such as `500mb` or `10gb`.");

    public static final ConfigOption<String> YOLO_MODEL =
            text(
                    "yolo-model",
                    "street-objects",
                    "Default model of `object_detection`: `name`, `name@version` or path of an ONNX"
                            + " file. The shipped one knows generated streets only; set yours.");

    public static final ConfigOption<String> CLASSIFICATION_MODEL =
            optionalText(
                    "classification-model",
                    "Default model of `image_classification`: `name`, `name@version` or path of an"
                            + " ONNX file. Without it each request names its model.");

    public static final ConfigOption<String> FACE_MODEL =
            optionalText(
                    "face-model",
                    "Default model of `face_detection`: `name`, `name@version` or path of an ONNX"
                            + " file. Without it OpenCV's cascade `opencv-frontalface` looks for"
                            + " faces.");

    public static final ConfigOption<String> EMBEDDING_MODEL =
            optionalText(
                    "embedding-model",
                    "Default model of `embedding`: `name`, `name@version` or path of an ONNX file."
                            + " Without it each request names its model.");

    public static final ConfigOption<String> OCR_MODEL =
            text(
                    "ocr-model",
                    "auto",
                    "Default engine of `ocr`: `tesseract`, `ppocr`, or `auto` for Tesseract where its"
                            + " language data is found, else PP-OCR.");

    public static final ConfigOption<String> OCR_LANGUAGES =
            text("ocr-languages", "eng,fra,deu,spa", "Default languages of `ocr`, by commas.");

    public static final ConfigOption<String> TESSERACT_DATA_PATH =
            optionalText(
                    "tesseract-data-path",
                    "Folder of Tesseract's language data; absent to look where distributions put"
                            + " it.");

    public static final ConfigOption<String> PIPELINE_PATH =
            text(
                    "pipeline-path",
                    "",
                    "Folders with pipeline files, `NAME.yaml`, by commas; read and checked once, where"
                            + " the job starts.");

    public static final ConfigOption<Integer> INFERENCE_THREADS =
            number(
                    "inference-threads",
                    0,
                    "Analyses that one TaskManager runs at once, 0 to 1024; 0 for as many as"
                            + " processors, and at least twice `CV_MAX_BATCH_SIZE` where runs are"
                            + " merged.");

    public static final ConfigOption<String> USE_GPU =
            text("use-gpu", "auto", "`auto` for a GPU where there is one, `true` or `false`.");

    public static final ConfigOption<Integer> GPU_DEVICE =
            number(
                    "gpu-device",
                    0,
                    "Index of the GPU, as CUDA counts them, 0 to 1023, where Flink assigns none as"
                            + " external resource `gpu`.");

    public static final ConfigOption<String> GPU_PROVIDER =
            text(
                    "gpu-provider",
                    "cuda",
                    "What runs models on a GPU: `cuda`, or `tensorrt`, which builds an engine per"
                            + " model at its first start and is faster then.");

    public static final ConfigOption<Integer> GPU_MEMORY_LIMIT_MB =
            number(
                    "gpu-memory-limit-mb",
                    0,
                    "Most MiB of GPU memory for the arena of each loaded model, 0 to 1048576; 0 for"
                            + " no limit.");

    public static final ConfigOption<Boolean> GPU_HALF_PRECISION =
            flag(
                    "gpu-half-precision",
                    false,
                    "Whether TensorRT may compute 32-bit models in 16 bits.");

    public static final ConfigOption<String> GPU_ENGINE_CACHE_PATH =
            optionalText(
                    "gpu-engine-cache-path",
                    "Folder where TensorRT keeps its engines; absent to build them at every start.");

    public static final ConfigOption<String> BATCHING =
            text(
                    "batching",
                    "auto",
                    "Whether runs of a model on several pictures are merged: `auto` for on a GPU,"
                            + " `true` wherever the model has an open batch axis, `false`.");

    public static final ConfigOption<Integer> MAX_BATCH_SIZE =
            number("max-batch-size", 16, "Most pictures in a merged run, 1 to 1024.");

    public static final ConfigOption<Integer> MAX_QUEUE_DELAY_MICROSECONDS =
            number(
                    "max-queue-delay-microseconds",
                    0,
                    "How long a picture waits for others while the model is free, 0 to 999999; with"
                            + " 0 whatever waits runs at once.");

    public static final ConfigOption<Integer> MAX_QUEUE_SIZE =
            number(
                    "max-queue-size",
                    256,
                    "Pictures that wait for runs of one model before the threads that bring more are"
                            + " held up, 1 to 100000.");

    public static final ConfigOption<Integer> MODEL_MAX_LOADED =
            number(
                    "model-max-loaded",
                    16,
                    "Models that one TaskManager keeps loaded, 1 to 1000. The one unused for longest"
                            + " is closed for the next; one in use or active never is.");

    public static final ConfigOption<Integer> MODEL_IDLE_MINUTES =
            number(
                    "model-idle-minutes",
                    60,
                    "Time after which a loaded model that nobody uses is closed, 1 to 525600.");

    public static final ConfigOption<Integer> SHADOW_IN_FLIGHT =
            number(
                    "shadow-in-flight",
                    4,
                    "Trials of shadow versions that each subtask has under way behind all other work,"
                            + " 1 to 1000; more are skipped.");

    // ---- Jobs

    public static final ConfigOption<Integer> JOB_TIMEOUT_MINUTES =
            number(
                    "job-timeout-minutes",
                    30,
                    "Time from a job's first image to its end, 1 to 525600; then it is `FAILED`.");

    public static final ConfigOption<Integer> JOB_RETENTION_MINUTES =
            number(
                    "job-retention-minutes",
                    1440,
                    "Time that the stream remembers a job that ended, 1 to 525600; retries come"
                            + " before.");

    // ---- Flink

    public static final ConfigOption<Integer> PARALLELISM =
            number("parallelism", 0, "Subtasks, 0 to 1024; 0 for Flink's `parallelism.default`.");

    public static final ConfigOption<Integer> CHECKPOINT_INTERVAL_SECONDS =
            number("checkpoint-interval-seconds", 10, "Time between checkpoints, 1 to 86400.");

    public static final ConfigOption<String> CHECKPOINT_DIRECTORY =
            optionalText(
                    "checkpoint-directory",
                    "URI of the folder for checkpoints; absent for Flink's"
                            + " `execution.checkpointing.dir`.");

    public static final ConfigOption<Integer> BUFFER_TIMEOUT_MILLISECONDS =
            number(
                    "buffer-timeout-milliseconds",
                    5,
                    "Longest time that a record waits for its network buffer, 0 to 60000.");

    public static final ConfigOption<Integer> GPU_SLOTS =
            number(
                    "gpu-slots",
                    0,
                    "Slots of vision operators that share one GPU of Flink's external resource `gpu`,"
                            + " 0 to 1024; 0 asks Flink for no GPU. See [gpu.md](gpu.md).");

    public static final ConfigOption<Integer> SLOT_CPU_PERCENT =
            number(
                    "slot-cpu-percent",
                    50,
                    "Part of a processor that each slot books while `CV_GPU_SLOTS` is set, in percent,"
                            + " 1 to 6400.");

    public static final ConfigOption<Integer> SLOT_HEAP_MB =
            number(
                    "slot-heap-mb",
                    64,
                    "MiB of heap that each slot books while `CV_GPU_SLOTS` is set, 1 to 1048576.");

    public static final ConfigOption<Integer> SLOT_MANAGED_MB =
            number(
                    "slot-managed-mb",
                    128,
                    "MiB of managed memory, for state, that each slot without a GPU books while"
                            + " `CV_GPU_SLOTS` is set, 1 to 1048576.");

    // ---- Monitoring

    public static final ConfigOption<Boolean> METRICS_ENABLED =
            flag("metrics-enabled", true, "Whether metrics are served for Prometheus.");

    public static final ConfigOption<String> METRICS_PORT =
            text(
                    "metrics-port",
                    "9090",
                    "Port of the metrics, or a range such as `9090-9099` where several processes"
                            + " share a machine; 0 for any free port.");

    public static final ConfigOption<Boolean> TRACING_ENABLED =
            flag(
                    "tracing-enabled",
                    false,
                    "Whether spans (fetch, queue, decode, inference, row) are sent to a collector"
                            + " (OpenTelemetry).");

    public static final ConfigOption<String> OTLP_ENDPOINT =
            optionalText(
                    "otlp-endpoint",
                    "Where traces go: the collector's OTLP over HTTP; without it"
                            + " `http://localhost:4318`.");

    public static final ConfigOption<String> JAEGER_ENDPOINT =
            optionalText(
                    "jaeger-endpoint",
                    "Old address of a Jaeger collector, such as `http://jaeger:14268/api/traces`; its"
                            + " host is taken with the port of OTLP, 4318, unless `CV_OTLP_ENDPOINT`"
                            + " is set.");

    public static final ConfigOption<Double> TRACING_SAMPLE_RATIO =
            key("tracing-sample-ratio")
                    .doubleType()
                    .defaultValue(1.0)
                    .withDescription(
                            "Share of the traces that begin here and are kept, 0 to 1; a record with"
                                    + " a `traceparent` keeps its decision.");

    public static final ConfigOption<String> TRACING_SERVICE_NAME =
            text("tracing-service-name", "cv-vision", "Name of the job in traces.");

    private VisionOptions() {}

    static OptionBuilder key(String name) {
        return ConfigOptions.key(VisionOptionCatalog.KEY_PREFIX + name);
    }

    static ConfigOption<String> text(String name, String value, String description) {
        return key(name).stringType().defaultValue(value).withDescription(description);
    }

    static ConfigOption<String> optionalText(String name, String description) {
        return key(name).stringType().noDefaultValue().withDescription(description);
    }

    static ConfigOption<Integer> number(String name, int value, String description) {
        return key(name).intType().defaultValue(value).withDescription(description);
    }

    static ConfigOption<Boolean> flag(String name, boolean value, String description) {
        return key(name).booleanType().defaultValue(value).withDescription(description);
    }
}
