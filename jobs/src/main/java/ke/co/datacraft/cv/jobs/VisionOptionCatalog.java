package ke.co.datacraft.cv.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;

/**
 * The options of all jobs as a list, with their environment variables and what is secret of them. A
 * key and its variable are one name: {@code cv.max-file-size-mb} is {@code CV_MAX_FILE_SIZE_MB}.
 */
public final class VisionOptionCatalog {

    /** What every key begins with. */
    public static final String KEY_PREFIX = "cv.";

    /** What every environment variable begins with. */
    public static final String VARIABLE_PREFIX = "CV_";

    /** Options under one heading of the reference. */
    public record Group(String title, List<ConfigOption<?>> options) {}

    /** All options, in the order of the reference. */
    public static final List<Group> GROUPS =
            List.of(
                    new Group(
                            "Kafka",
                            List.of(
                                    VisionOptions.KAFKA_BOOTSTRAP_SERVERS,
                                    VisionOptions.KAFKA_GROUP_ID,
                                    VisionOptions.TOPIC_PREFIX,
                                    VisionOptions.KAFKA_PROPERTIES)),
                    new Group(
                            "PostgreSQL",
                            List.of(
                                    VisionOptions.DATABASE_URL,
                                    VisionOptions.DATABASE_BATCH_SIZE,
                                    VisionOptions.DATABASE_LINGER_MILLISECONDS,
                                    VisionOptions.DATABASE_MAX_RETRIES,
                                    VisionOptions.RESULT_DOCUMENTS)),
                    new Group(
                            "Redis",
                            List.of(
                                    VisionOptions.REDIS_URL,
                                    VisionOptions.REDIS_CLUSTER_NODES,
                                    VisionOptions.REDIS_TIMEOUT_MILLISECONDS,
                                    VisionOptions.CACHE_TTL,
                                    VisionOptions.RESULT_CACHE_ENABLED,
                                    VisionOptions.EVENTS_STREAM_LENGTH)),
                    new Group("Encryption at rest", List.of(VisionOptions.ENCRYPTION_KEY)),
                    new Group(
                            "Where images may come from",
                            List.of(
                                    VisionOptions.ALLOWED_FILE_ROOTS,
                                    VisionOptions.ALLOW_PRIVATE_ADDRESSES,
                                    VisionOptions.S3_REGION,
                                    VisionOptions.S3_ENDPOINT_URL,
                                    VisionOptions.S3_ACCESS_KEY_ID,
                                    VisionOptions.S3_SECRET_ACCESS_KEY,
                                    VisionOptions.WORKER_THREADS,
                                    VisionOptions.FETCH_CONNECT_TIMEOUT_SECONDS,
                                    VisionOptions.FETCH_REQUEST_TIMEOUT_SECONDS,
                                    VisionOptions.FETCH_MAX_ATTEMPTS,
                                    VisionOptions.FETCH_INITIAL_BACKOFF_MILLISECONDS,
                                    VisionOptions.FETCH_MAX_BACKOFF_MILLISECONDS)),
                    new Group(
                            "Limits",
                            List.of(
                                    VisionOptions.MAX_FILE_SIZE_MB,
                                    VisionOptions.MAX_IMAGE_MEGAPIXELS,
                                    VisionOptions.MAX_PAGES,
                                    VisionOptions.PAGES_PER_REFERENCE,
                                    VisionOptions.PDF_DPI,
                                    VisionOptions.IN_FLIGHT_REFERENCES,
                                    VisionOptions.IN_FLIGHT_MEGABYTES,
                                    VisionOptions.IMAGE_TIMEOUT_SECONDS)),
                    new Group(
                            "Models",
                            List.of(
                                    VisionOptions.MODEL_PATH,
                                    VisionOptions.MODEL_CACHE_PATH,
                                    VisionOptions.MODEL_CACHE_SIZE,
                                    VisionOptions.YOLO_MODEL,
                                    VisionOptions.CLASSIFICATION_MODEL,
                                    VisionOptions.FACE_MODEL,
                                    VisionOptions.EMBEDDING_MODEL,
                                    VisionOptions.OCR_MODEL,
                                    VisionOptions.OCR_LANGUAGES,
                                    VisionOptions.TESSERACT_DATA_PATH,
                                    VisionOptions.MODEL_MAX_LOADED,
                                    VisionOptions.MODEL_IDLE_MINUTES,
                                    VisionOptions.SHADOW_IN_FLIGHT,
                                    VisionOptions.PIPELINE_PATH,
                                    VisionOptions.INFERENCE_THREADS,
                                    VisionOptions.USE_GPU,
                                    VisionOptions.GPU_DEVICE,
                                    VisionOptions.GPU_PROVIDER,
                                    VisionOptions.GPU_MEMORY_LIMIT_MB,
                                    VisionOptions.GPU_HALF_PRECISION,
                                    VisionOptions.GPU_ENGINE_CACHE_PATH,
                                    VisionOptions.BATCHING,
                                    VisionOptions.MAX_BATCH_SIZE,
                                    VisionOptions.MAX_QUEUE_DELAY_MICROSECONDS,
                                    VisionOptions.MAX_QUEUE_SIZE)),
                    new Group(
                            "Jobs",
                            List.of(
                                    VisionOptions.JOB_TIMEOUT_MINUTES,
                                    VisionOptions.JOB_RETENTION_MINUTES)),
                    new Group(
                            "Flink",
                            List.of(
                                    VisionOptions.PARALLELISM,
                                    VisionOptions.CHECKPOINT_INTERVAL_SECONDS,
                                    VisionOptions.CHECKPOINT_DIRECTORY,
                                    VisionOptions.BUFFER_TIMEOUT_MILLISECONDS,
                                    VisionOptions.GPU_SLOTS,
                                    VisionOptions.SLOT_CPU_PERCENT,
                                    VisionOptions.SLOT_HEAP_MB,
                                    VisionOptions.SLOT_MANAGED_MB)),
                    new Group(
                            "Monitoring",
                            List.of(
                                    VisionOptions.METRICS_ENABLED,
                                    VisionOptions.METRICS_PORT,
                                    VisionOptions.TRACING_ENABLED,
                                    VisionOptions.OTLP_ENDPOINT,
                                    VisionOptions.JAEGER_ENDPOINT,
                                    VisionOptions.TRACING_SAMPLE_RATIO,
                                    VisionOptions.TRACING_SERVICE_NAME)),
                    new Group(
                            "Cameras",
                            List.of(
                                    CameraOptions.GROUP_ID,
                                    CameraOptions.MAX_PER_SUBTASK,
                                    CameraOptions.QUEUED_FRAMES,
                                    CameraOptions.FRAMES_PER_SECOND,
                                    CameraOptions.CONNECT_TIMEOUT_MS,
                                    CameraOptions.STALL_TIMEOUT_MS,
                                    CameraOptions.RECONNECT_INITIAL_MS,
                                    CameraOptions.RECONNECT_MAX_MS,
                                    CameraOptions.STATUS_INTERVAL_SECONDS,
                                    CameraOptions.SECRETS_PATH,
                                    CameraOptions.BUCKETS,
                                    CameraOptions.FRAME_STORE,
                                    CameraOptions.FRAME_SECONDS,
                                    CameraOptions.MAX_WIDTH,
                                    CameraOptions.MAX_HEIGHT,
                                    CameraOptions.JPEG_QUALITY,
                                    CameraOptions.REDACTION_MODEL,
                                    CameraOptions.REDACTION_FACE_MODEL,
                                    CameraOptions.REDACTION_PLATE_MODEL,
                                    CameraOptions.REDACTION_VEHICLE_LABELS,
                                    CameraOptions.REDACTION_VEHICLE_PERCENT,
                                    CameraOptions.REDACTION_CONFIDENCE,
                                    CameraOptions.REDACTION_FACE_CONFIDENCE,
                                    CameraOptions.REDACTION_MARGIN_PERCENT,
                                    CameraOptions.REDACTION_HOLD_FRAMES,
                                    CameraOptions.REDACTION_THREADS,
                                    CameraOptions.STORAGE_BACKEND,
                                    CameraOptions.STORAGE_PATH,
                                    CameraOptions.S3_BUCKET)),
                    new Group(
                            "Analytics",
                            List.of(
                                    AnalyticsOptions.GROUP_ID,
                                    AnalyticsOptions.START,
                                    AnalyticsOptions.END,
                                    AnalyticsOptions.STATE_BACKEND,
                                    AnalyticsOptions.LATENESS_MS,
                                    AnalyticsOptions.LATE_FRAMES,
                                    AnalyticsOptions.MAX_BUFFERED_FRAMES,
                                    AnalyticsOptions.SET_BACK_FRAMES,
                                    AnalyticsOptions.IDLE_SECONDS,
                                    AnalyticsOptions.EMIT_SECONDS,
                                    AnalyticsOptions.MIN_CONFIDENCE,
                                    AnalyticsOptions.EVENT_CONFIDENCE,
                                    AnalyticsOptions.EVENT_FRAMES,
                                    AnalyticsOptions.LOST_MILLISECONDS,
                                    AnalyticsOptions.MAX_TRACKS,
                                    AnalyticsOptions.SCORE_HISTORY,
                                    AnalyticsOptions.PENDING_FRAMES,
                                    AnalyticsOptions.PATH_POINTS,
                                    AnalyticsOptions.REST_SECONDS,
                                    AnalyticsOptions.UPDATE_SECONDS,
                                    AnalyticsOptions.BETTER_EVIDENCE_PERCENT,
                                    AnalyticsOptions.GRACE_SECONDS,
                                    AnalyticsOptions.MAX_GAP_SECONDS,
                                    AnalyticsOptions.LIVE_FRAMES_PER_SECOND,
                                    AnalyticsOptions.HEAT_COLUMNS,
                                    AnalyticsOptions.HEAT_ROWS,
                                    AnalyticsOptions.HEAT_CLASSES,
                                    AnalyticsOptions.MAX_STAYS,
                                    AnalyticsOptions.MAX_ROWS,
                                    AnalyticsOptions.EVIDENCE,
                                    AnalyticsOptions.EVIDENCE_THREADS,
                                    AnalyticsOptions.EVIDENCE_WAITING,
                                    AnalyticsOptions.EVIDENCE_TIMEOUT_SECONDS)),
                    new Group(
                            "Deliveries",
                            List.of(
                                    DeliveryOptions.WEBHOOK_TARGETS_PATH,
                                    DeliveryOptions.WEBHOOK_TIMEOUT_SECONDS,
                                    DeliveryOptions.MAX_AGE_MINUTES,
                                    DeliveryOptions.GIVE_UP_MINUTES,
                                    DeliveryOptions.INITIAL_BACKOFF_MS,
                                    DeliveryOptions.MAX_BACKOFF_SECONDS,
                                    DeliveryOptions.PENDING,
                                    DeliveryOptions.CONCURRENT,
                                    DeliveryOptions.CA_PATH,
                                    DeliveryOptions.MQTT_URL,
                                    DeliveryOptions.MQTT_USERNAME,
                                    DeliveryOptions.MQTT_PASSWORD,
                                    DeliveryOptions.MQTT_CERTIFICATE_PATH,
                                    DeliveryOptions.MQTT_KEY_PATH,
                                    DeliveryOptions.MQTT_CLIENT_ID,
                                    DeliveryOptions.MQTT_TOPIC_PREFIX,
                                    DeliveryOptions.MQTT_COUNTS,
                                    DeliveryOptions.MQTT_TIMEOUT_SECONDS)));

    private static final Set<ConfigOption<?>> SECRETS =
            Set.of(
                    VisionOptions.ENCRYPTION_KEY,
                    VisionOptions.S3_ACCESS_KEY_ID,
                    VisionOptions.S3_SECRET_ACCESS_KEY,
                    VisionOptions.KAFKA_PROPERTIES,
                    DeliveryOptions.MQTT_PASSWORD);

    private static final Set<ConfigOption<?>> URLS_WITH_PASSWORD =
            Set.of(
                    VisionOptions.DATABASE_URL,
                    VisionOptions.REDIS_URL,
                    VisionOptions.OTLP_ENDPOINT,
                    VisionOptions.JAEGER_ENDPOINT,
                    DeliveryOptions.MQTT_URL);

    private VisionOptionCatalog() {}

    /** All options, in the order of the reference. */
    public static List<ConfigOption<?>> all() {
        return GROUPS.stream().<ConfigOption<?>>flatMap(g -> g.options().stream()).toList();
    }

    /** The environment variable that sets an option. */
    public static String variable(ConfigOption<?> option) {
        return option.key().toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** A value of an option as a message may show it: secrets and passwords become {@code ***}. */
    public static String masked(ConfigOption<?> option, String value) {
        if (SECRETS.contains(option)) {
            return "***";
        }
        // Greedy up to the last @: a password that should have been encoded is masked whole.
        return URLS_WITH_PASSWORD.contains(option)
                ? value.replaceAll("(?s)^((?:[A-Za-z]+:)*//)?.*@", "$1***@")
                        .replaceAll("(?s)\\?.*", "?***")
                : value;
    }
}
