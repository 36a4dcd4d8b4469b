package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A wrong value is named with its key and its cure. */
class JobSettingsErrorsTest {

    private static final List<Arguments> WRONG_VALUES =
            List.of(
                    wrong(
                            "CV_MAX_FILE_SIZE_MB",
                            "abc",
                            "cv.max-file-size-mb (CV_MAX_FILE_SIZE_MB) is 'abc': give a whole number from 1 to 1024, such as 50"),
                    wrong("CV_MAX_FILE_SIZE_MB", "0", "is '0': give a whole number from 1 to 1024"),
                    wrong(
                            "CV_MAX_FILE_SIZE_MB",
                            "99999999999",
                            "is '99999999999': give a whole number"),
                    wrong("CV_MAX_FILE_SIZE_MB", "1.5", "is '1.5': give a whole number"),
                    wrong(
                            "CV_EVENTS_STREAM_LENGTH",
                            "-1",
                            "is '-1': give a whole number from 0 to 10000000"),
                    wrong("CV_RESULT_CACHE_ENABLED", "yes", "is 'yes': give true or false"),
                    wrong("CV_MODEL_CACHE_SIZE", "big", "is 'big': give a size such as 500mb"),
                    wrong("CV_MODEL_CACHE_SIZE", "0gb", "is '0gb': give a size such as 500mb"),
                    wrong("CV_USE_GPU", "cuda", "is 'cuda': give one of auto, true, false"),
                    wrong(
                            "CV_OCR_MODEL",
                            "easyocr",
                            "is 'easyocr': give one of auto, tesseract, ppocr"),
                    wrong(
                            "CV_OCR_LANGUAGES",
                            "english!",
                            "is 'english!': give language names such as eng"),
                    wrong("CV_OCR_LANGUAGES", ",", "is ',': give language names"),
                    wrong("CV_KAFKA_BOOTSTRAP_SERVERS", "broker", "is 'broker': give host:port"),
                    wrong("CV_KAFKA_BOOTSTRAP_SERVERS", ",", "give host:port, such as kafka1:9092"),
                    wrong(
                            "CV_KAFKA_PROPERTIES",
                            "nonsense",
                            "cv.kafka-properties (CV_KAFKA_PROPERTIES) is '***': give a map such as {name: value"),
                    wrong("CV_TOPIC_PREFIX", "a b", "is 'a b': give letters, digits"),
                    wrong(
                            "CV_DATABASE_URL",
                            "mysql://u:hidden@h/d",
                            "is 'mysql://***@h/d': give postgresql://"),
                    wrong(
                            "CV_DATABASE_URL",
                            "postgresql://u:hid@den@h/d",
                            "is 'postgresql://***@h/d': give postgresql://"),
                    wrong(
                            "CV_DATABASE_URL",
                            "postgresql://u:%zz@h/d",
                            "percent-encode user and password"),
                    wrong(
                            "CV_DATABASE_URL",
                            "postgresql://h/d?reWriteBatchedInserts=true",
                            "remove reWriteBatchedInserts=true"),
                    wrong("CV_REDIS_URL", "http://u:hidden@h", "is 'http://***@h': give redis://"),
                    wrong(
                            "CV_REDIS_URL",
                            "redis://h",
                            "is 'redis://h': give redis://[user:password@]host:port/database"),
                    wrong("CV_REDIS_CLUSTER_NODES", "a:1,b", "is 'b': give host:port"),
                    wrong("CV_ENCRYPTION_KEY", "hidden", "is '***': CV_ENCRYPTION_KEY has 6 char"),
                    wrong("CV_ALLOWED_FILE_ROOTS", "images", "is 'images': give absolute paths"),
                    wrong("CV_S3_ENDPOINT_URL", "host:9000", "is 'host:9000': give a URL"),
                    wrong(
                            "CV_S3_ACCESS_KEY_ID",
                            "id",
                            "cv.s3-secret-access-key (CV_S3_SECRET_ACCESS_KEY) is absent: the key id has no secret"),
                    wrong(
                            "CV_S3_SECRET_ACCESS_KEY",
                            "hidden",
                            "cv.s3-access-key-id (CV_S3_ACCESS_KEY_ID) is absent: the secret has no key id"),
                    wrong(
                            "CV_FETCH_MAX_BACKOFF_MILLISECONDS",
                            "100",
                            "is '100': give at least the first wait, 200"),
                    wrong(
                            "CV_IN_FLIGHT_MEGABYTES",
                            "10",
                            "is '10': give at least CV_MAX_FILE_SIZE_MB, 50"),
                    wrong(
                            "CV_CHECKPOINT_DIRECTORY",
                            "/checkpoints",
                            "is '/checkpoints': give a URI"),
                    wrong("CV_TRACING_SAMPLE_RATIO", "1.5", "is '1.5': give a number from 0 to 1"),
                    wrong("CV_OTLP_ENDPOINT", "collector", "is 'collector': give a URL such as"),
                    wrong("CV_JAEGER_ENDPOINT", "jaeger", "is 'jaeger': give a URL such as"),
                    wrong("CV_METRICS_PORT", "70000", "is '70000': give a port"),
                    wrong("CV_METRICS_PORT", "http", "is 'http': give a port"));

    static Stream<Arguments> wrongValues() {
        return WRONG_VALUES.stream();
    }

    @ParameterizedTest(name = "{0}={1}")
    @MethodSource("wrongValues")
    void wrongValueNamesKeyValueAndCure(String variable, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(variable, value)))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining(message)
                .hasMessageNotContaining("hidden");
    }

    static Stream<ConfigOption<?>> numbers() {
        return VisionOptionsTest.declared(VisionOptions.class).stream()
                .filter(option -> option.hasDefaultValue())
                .filter(option -> option.defaultValue() instanceof Integer);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberHasItsRange(ConfigOption<?> option) {
        for (String value : List.of("-1", "999999999", "ten")) {
            assertThatThrownBy(() -> read(Map.of(VisionOptionCatalog.variable(option), value)))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(option.key())
                    .hasMessageContaining("'" + value + "': give a whole number from");
        }
    }

    @Test
    void credentialsWithoutRegionNameTheCure() {
        Map<String, String> environment =
                new HashMap<>(
                        Map.of("CV_S3_ACCESS_KEY_ID", "id", "CV_S3_SECRET_ACCESS_KEY", "hidden"));

        assertThatThrownBy(() -> read(environment))
                .hasMessageContaining("cv.s3-region (CV_S3_REGION) is absent")
                .hasMessageContaining("give a region");
    }

    private static JobSettings read(Map<String, String> environment) {
        return JobSettings.read(Environment.toConfiguration(environment));
    }

    private static Arguments wrong(String variable, String value, String message) {
        return Arguments.of(variable, value, message);
    }
}
