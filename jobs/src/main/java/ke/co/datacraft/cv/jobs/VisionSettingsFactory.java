package ke.co.datacraft.cv.jobs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.operators.pipeline.PipelineException;
import ke.co.datacraft.cv.operators.pipeline.PipelineReader;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.operators.settings.AcceleratorSettings;
import ke.co.datacraft.cv.operators.settings.BatchSettings;
import ke.co.datacraft.cv.operators.settings.DocumentSettings;
import ke.co.datacraft.cv.operators.settings.FetchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import ke.co.datacraft.cv.operators.settings.LimitSettings;
import ke.co.datacraft.cv.operators.settings.ModelLimits;
import ke.co.datacraft.cv.operators.settings.RedisSettings;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import ke.co.datacraft.cv.operators.settings.TaskModels;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import ke.co.datacraft.cv.operators.vision.Resolution;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.apache.flink.configuration.ConfigOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds {@link VisionSettings}; holds the ranges and the rules between options. */
final class VisionSettingsFactory {

    private static final Logger LOG = LoggerFactory.getLogger(VisionSettingsFactory.class);
    private static final long MEBIBYTE = 1024L * 1024;
    private static final long MEGAPIXEL = 1_000_000;

    private final SettingsReader reader;

    VisionSettingsFactory(SettingsReader reader) {
        this.reader = reader;
    }

    VisionSettings create() {
        return new VisionSettings(
                inference(),
                fetch(),
                limits(),
                redis(),
                models(),
                documents(),
                pipelines(),
                encryption(),
                tracing());
    }

    TracingSettings tracing() {
        String otlp = reader.text(VisionOptions.OTLP_ENDPOINT);
        String jaeger = reader.text(VisionOptions.JAEGER_ENDPOINT);
        boolean enabled = reader.flag(VisionOptions.TRACING_ENABLED);
        String endpoint = endpoint(otlp, jaeger);
        if (enabled && otlp == null && jaeger != null) {
            LOG.warn(
                    "CV_JAEGER_ENDPOINT is the address of a protocol of old: traces go to {} as OTLP;"
                            + " set CV_OTLP_ENDPOINT if that is another",
                    endpoint);
        }
        return new TracingSettings(
                enabled,
                endpoint,
                reader.share(VisionOptions.TRACING_SAMPLE_RATIO),
                reader.text(VisionOptions.TRACING_SERVICE_NAME));
    }

    private static String endpoint(String otlp, String jaeger) {
        try {
            return TracingSettings.endpoint(otlp, jaeger);
        } catch (IllegalArgumentException e) {
            throw otlp != null
                    ? SettingsReader.wrong(VisionOptions.OTLP_ENDPOINT, otlp, e.getMessage())
                    : SettingsReader.wrong(VisionOptions.JAEGER_ENDPOINT, jaeger, e.getMessage());
        }
    }

    EncryptionKeys encryption() {
        String text = reader.text(VisionOptions.ENCRYPTION_KEY);
        try {
            EncryptionKeys keys = EncryptionKeys.parse(text);
            keys.warnings().forEach(LOG::warn);
            return keys;
        } catch (IllegalArgumentException e) {
            throw SettingsReader.wrong(VisionOptions.ENCRYPTION_KEY, text, e.getMessage());
        }
    }

    InferenceSettings inference() {
        List<String> languages = reader.list(VisionOptions.OCR_LANGUAGES);
        if (languages.isEmpty()
                || !languages.stream().allMatch(l -> l.matches("[A-Za-z][A-Za-z0-9_]{1,31}"))) {
            throw SettingsReader.wrong(
                    VisionOptions.OCR_LANGUAGES,
                    reader.text(VisionOptions.OCR_LANGUAGES),
                    "give language names such as eng,fra,deu,spa");
        }
        return new InferenceSettings(
                ModelLocations.read(reader).searched(),
                reader.text(VisionOptions.YOLO_MODEL),
                reader.oneOf(VisionOptions.OCR_MODEL, List.of("auto", "tesseract", "ppocr")),
                languages,
                reader.text(VisionOptions.TESSERACT_DATA_PATH),
                reader.number(VisionOptions.INFERENCE_THREADS, 0, 1024),
                reader.oneOf(VisionOptions.USE_GPU, List.of("auto", "true", "false")),
                reader.number(VisionOptions.GPU_DEVICE, 0, 1023),
                accelerator(),
                batching(),
                new TaskModels(
                        reader.text(VisionOptions.CLASSIFICATION_MODEL),
                        reader.text(VisionOptions.FACE_MODEL),
                        reader.text(VisionOptions.EMBEDDING_MODEL)));
    }

    private AcceleratorSettings accelerator() {
        String cache = reader.text(VisionOptions.GPU_ENGINE_CACHE_PATH);
        if (cache != null && !isAbsolutePath(cache)) {
            throw SettingsReader.wrong(
                    VisionOptions.GPU_ENGINE_CACHE_PATH,
                    cache,
                    "give the absolute path of a folder, such as /var/cache/cv/engines");
        }
        return new AcceleratorSettings(
                reader.oneOf(VisionOptions.GPU_PROVIDER, List.of("cuda", "tensorrt")),
                reader.number(VisionOptions.GPU_MEMORY_LIMIT_MB, 0, 1_048_576) * MEBIBYTE,
                reader.flag(VisionOptions.GPU_HALF_PRECISION),
                cache);
    }

    private BatchSettings batching() {
        int delay = reader.number(VisionOptions.MAX_QUEUE_DELAY_MICROSECONDS, 0, 999_999);
        return new BatchSettings(
                reader.oneOf(VisionOptions.BATCHING, List.of("auto", "true", "false")),
                reader.number(VisionOptions.MAX_BATCH_SIZE, 1, 1024),
                Duration.of(delay, ChronoUnit.MICROS),
                reader.number(VisionOptions.MAX_QUEUE_SIZE, 1, 100_000),
                reader.seconds(VisionOptions.IMAGE_TIMEOUT_SECONDS, 1, 86_400));
    }

    private DocumentSettings documents() {
        return new DocumentSettings(
                reader.number(VisionOptions.PDF_DPI, Resolution.MIN, Resolution.MAX),
                reader.number(VisionOptions.PAGES_PER_REFERENCE, 1, 100_000));
    }

    private Pipelines pipelines() {
        try {
            return PipelineReader.readFolders(reader.list(VisionOptions.PIPELINE_PATH));
        } catch (PipelineException e) {
            throw SettingsReader.wrong(
                    VisionOptions.PIPELINE_PATH,
                    reader.text(VisionOptions.PIPELINE_PATH),
                    e.getMessage());
        }
    }

    private FetchSettings fetch() {
        Duration initial =
                reader.milliseconds(VisionOptions.FETCH_INITIAL_BACKOFF_MILLISECONDS, 1, 60_000);
        Duration longest =
                reader.milliseconds(VisionOptions.FETCH_MAX_BACKOFF_MILLISECONDS, 1, 600_000);
        if (longest.compareTo(initial) < 0) {
            throw SettingsReader.wrong(
                    VisionOptions.FETCH_MAX_BACKOFF_MILLISECONDS,
                    Long.toString(longest.toMillis()),
                    "give at least the first wait, " + initial.toMillis());
        }
        return new FetchSettings(
                allowedRoots(),
                reader.flag(VisionOptions.ALLOW_PRIVATE_ADDRESSES),
                s3(),
                reader.number(VisionOptions.WORKER_THREADS, 1, 1024),
                reader.seconds(VisionOptions.FETCH_CONNECT_TIMEOUT_SECONDS, 1, 300),
                reader.seconds(VisionOptions.FETCH_REQUEST_TIMEOUT_SECONDS, 1, 3600),
                reader.number(VisionOptions.FETCH_MAX_ATTEMPTS, 1, 20),
                initial,
                longest);
    }

    private List<String> allowedRoots() {
        List<String> roots = reader.list(VisionOptions.ALLOWED_FILE_ROOTS);
        for (String root : roots) {
            if (!isAbsolutePath(root)) {
                throw SettingsReader.wrong(
                        VisionOptions.ALLOWED_FILE_ROOTS,
                        root,
                        "give absolute paths of folders, such as /srv/images,/mnt/cameras");
            }
        }
        return roots;
    }

    private static boolean isAbsolutePath(String text) {
        try {
            return Path.of(text).isAbsolute();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    S3Settings s3() {
        String endpoint = reader.text(VisionOptions.S3_ENDPOINT_URL);
        String region = reader.text(VisionOptions.S3_REGION);
        String id = reader.text(VisionOptions.S3_ACCESS_KEY_ID);
        String secret = reader.text(VisionOptions.S3_SECRET_ACCESS_KEY);
        if (endpoint != null && !endpoint.matches("https?://[^\\s/]+/?")) {
            throw SettingsReader.wrong(
                    VisionOptions.S3_ENDPOINT_URL,
                    endpoint,
                    "give a URL such as https://s3.example.com:9000");
        }
        requireTogether(VisionOptions.S3_SECRET_ACCESS_KEY, secret, id, "the key id has no secret");
        requireTogether(VisionOptions.S3_ACCESS_KEY_ID, id, secret, "the secret has no key id");
        if (endpoint == null && region == null) {
            if (id != null) {
                throw SettingsReader.wrong(
                        VisionOptions.S3_REGION,
                        null,
                        "there are credentials for S3; give a region such as us-east-1");
            }
            return null;
        }
        return new S3Settings(endpoint, region == null ? "us-east-1" : region, id, secret);
    }

    private static void requireTogether(
            ConfigOption<String> option, String value, String other, String problem) {
        if (value == null && other != null) {
            throw SettingsReader.wrong(option, null, problem + "; give both or none");
        }
    }

    private LimitSettings limits() {
        int fileSize = reader.number(VisionOptions.MAX_FILE_SIZE_MB, 1, 1024);
        int inFlight = reader.number(VisionOptions.IN_FLIGHT_MEGABYTES, 1, 1_048_576);
        if (inFlight < fileSize) {
            throw SettingsReader.wrong(
                    VisionOptions.IN_FLIGHT_MEGABYTES,
                    Integer.toString(inFlight),
                    "give at least "
                            + VisionOptionCatalog.variable(VisionOptions.MAX_FILE_SIZE_MB)
                            + ", "
                            + fileSize);
        }
        return new LimitSettings(
                fileSize * MEBIBYTE,
                reader.number(VisionOptions.MAX_IMAGE_MEGAPIXELS, 1, 1000) * MEGAPIXEL,
                reader.number(VisionOptions.MAX_PAGES, 1, 100_000),
                reader.number(VisionOptions.IN_FLIGHT_REFERENCES, 1, 10_000),
                inFlight * MEBIBYTE,
                reader.seconds(VisionOptions.IMAGE_TIMEOUT_SECONDS, 1, 86_400));
    }

    private ModelLimits models() {
        return new ModelLimits(
                reader.number(VisionOptions.MODEL_MAX_LOADED, 1, 1000),
                reader.minutes(VisionOptions.MODEL_IDLE_MINUTES, 1, 525_600),
                reader.number(VisionOptions.SHADOW_IN_FLIGHT, 1, 1000));
    }

    RedisSettings redis() {
        String url = reader.text(VisionOptions.REDIS_URL);
        List<String> nodes =
                reader.hosts(VisionOptions.REDIS_CLUSTER_NODES, "redis1:6379,redis2:6379");
        Duration timeout = reader.milliseconds(VisionOptions.REDIS_TIMEOUT_MILLISECONDS, 1, 60_000);
        Duration ttl = reader.seconds(VisionOptions.CACHE_TTL, 1, 31_536_000);
        boolean cache = reader.flag(VisionOptions.RESULT_CACHE_ENABLED);
        int events = reader.number(VisionOptions.EVENTS_STREAM_LENGTH, 0, 10_000_000);
        if (url.equals("none") && nodes.isEmpty()) {
            return null;
        }
        if (!url.matches("rediss?://(?:[^@/\\s]*@)?[^@/\\s:]+:[0-9]{1,5}(?:/[0-9]{0,3})?")
                && !url.equals("none")) {
            throw SettingsReader.wrong(
                    VisionOptions.REDIS_URL,
                    url,
                    "give redis://[user:password@]host:port/database, or none");
        }
        // The URL of a cluster only carries user, password and TLS.
        String base = url.equals("none") ? "redis://" + nodes.get(0) : url;
        return new RedisSettings(base, nodes, ttl, cache, timeout, events);
    }
}
