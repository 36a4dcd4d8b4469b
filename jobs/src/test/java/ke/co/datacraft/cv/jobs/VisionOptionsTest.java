package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;

class VisionOptionsTest {

    @Test
    void catalogHasEveryDeclaredOptionOnce() {
        List<ConfigOption<?>> declared = new ArrayList<>(declared(VisionOptions.class));
        declared.addAll(declared(CameraOptions.class));
        declared.addAll(declared(AnalyticsOptions.class));
        declared.addAll(declared(DeliveryOptions.class));

        assertThat(VisionOptionCatalog.all()).containsExactlyInAnyOrderElementsOf(declared);
    }

    /** The options that a class declares. */
    static List<ConfigOption<?>> declared(Class<?> options) {
        List<ConfigOption<?>> declared = new ArrayList<>();
        for (Field field : options.getDeclaredFields()) {
            if (Modifier.isPublic(field.getModifiers())) {
                try {
                    declared.add((ConfigOption<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return declared;
    }

    @Test
    void noTwoOptionsShareKeyOrVariable() {
        assertThat(VisionOptionCatalog.all()).extracting(ConfigOption::key).doesNotHaveDuplicates();
        assertThat(VisionOptionCatalog.all())
                .extracting(VisionOptionCatalog::variable)
                .doesNotHaveDuplicates();
    }

    @Test
    void keysAreKebabCaseBelowThePrefix() {
        assertThat(VisionOptionCatalog.all())
                .allSatisfy(
                        option -> assertThat(option.key()).matches("cv\\.[a-z0-9]+(-[a-z0-9]+)*"));
    }

    @Test
    void variableIsTheKeyInUpperCase() {
        assertThat(VisionOptionCatalog.variable(VisionOptions.MAX_FILE_SIZE_MB))
                .isEqualTo("CV_MAX_FILE_SIZE_MB");
    }

    @Test
    void guideNamesKeepTheirDefaults() {
        assertThat(VisionOptions.CACHE_TTL.defaultValue()).isEqualTo(3600);
        assertThat(VisionOptions.OCR_LANGUAGES.defaultValue()).isEqualTo("eng,fra,deu,spa");
        assertThat(VisionOptions.MAX_FILE_SIZE_MB.defaultValue()).isEqualTo(50);
        assertThat(VisionOptions.JOB_TIMEOUT_MINUTES.defaultValue()).isEqualTo(30);
        assertThat(VisionOptions.WORKER_THREADS.defaultValue()).isEqualTo(8);
        assertThat(VisionOptions.METRICS_ENABLED.defaultValue()).isTrue();
        assertThat(VisionOptions.METRICS_PORT.defaultValue()).isEqualTo("9090");
    }

    @Test
    void secretsAreMasked() {
        assertThat(VisionOptionCatalog.masked(VisionOptions.S3_SECRET_ACCESS_KEY, "hidden"))
                .isEqualTo("***");
        assertThat(
                        VisionOptionCatalog.masked(
                                VisionOptions.DATABASE_URL,
                                "postgresql://me:p@ss/w@host/db?password=hidden"))
                .isEqualTo("postgresql://***@host/db?***");
        assertThat(VisionOptionCatalog.masked(VisionOptions.REDIS_URL, "me:hidden@host:1/0"))
                .isEqualTo("***@host:1/0");
        assertThat(VisionOptionCatalog.masked(VisionOptions.REDIS_URL, "redis://host"))
                .isEqualTo("redis://host");
    }
}
