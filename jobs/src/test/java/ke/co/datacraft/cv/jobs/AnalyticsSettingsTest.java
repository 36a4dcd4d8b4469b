package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.jobs.kafka.TopicRange;
import ke.co.datacraft.cv.operators.analytics.SceneOptions;
import ke.co.datacraft.cv.operators.analytics.WindowOptions;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.settings.EvidenceSettings;
import ke.co.datacraft.cv.operators.settings.MqttSettings;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings.TrackingDefaults;
import ke.co.datacraft.cv.operators.settings.TlsFiles;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnalyticsSettingsTest {

    @Test
    void everyOptionReachesItsPlace() {
        AnalyticsSettings settings =
                read(
                        Map.ofEntries(
                                Map.entry("CV_ANALYTICS_GROUP_ID", "again"),
                                Map.entry("CV_ANALYTICS_START", "2026-01-31T12:00:00Z"),
                                Map.entry("CV_ANALYTICS_END", "2026-01-31T13:00:00+01:00"),
                                Map.entry("CV_ANALYTICS_STATE_BACKEND", "rocksdb"),
                                Map.entry("CV_ANALYTICS_LATENESS_MS", "1500"),
                                Map.entry("CV_ANALYTICS_LATE_FRAMES", "dead-letter"),
                                Map.entry("CV_ANALYTICS_MAX_BUFFERED_FRAMES", "7"),
                                Map.entry("CV_ANALYTICS_SET_BACK_FRAMES", "8"),
                                Map.entry("CV_ANALYTICS_IDLE_SECONDS", "9"),
                                Map.entry("CV_ANALYTICS_EMIT_SECONDS", "11"),
                                Map.entry("CV_ANALYTICS_MIN_CONFIDENCE", "0.2"),
                                Map.entry("CV_ANALYTICS_EVENT_CONFIDENCE", "0.4"),
                                Map.entry("CV_ANALYTICS_EVENT_FRAMES", "4"),
                                Map.entry("CV_ANALYTICS_LOST_MILLISECONDS", "1250"),
                                Map.entry("CV_ANALYTICS_MAX_TRACKS", "12"),
                                Map.entry("CV_ANALYTICS_SCORE_HISTORY", "13"),
                                Map.entry("CV_ANALYTICS_PENDING_FRAMES", "14"),
                                Map.entry("CV_ANALYTICS_PATH_POINTS", "16"),
                                Map.entry("CV_ANALYTICS_REST_SECONDS", "17"),
                                Map.entry("CV_ANALYTICS_UPDATE_SECONDS", "18"),
                                Map.entry("CV_ANALYTICS_BETTER_EVIDENCE_PERCENT", "50"),
                                Map.entry("CV_ANALYTICS_GRACE_SECONDS", "19"),
                                Map.entry("CV_ANALYTICS_MAX_GAP_SECONDS", "20"),
                                Map.entry("CV_ANALYTICS_HEAT_COLUMNS", "21"),
                                Map.entry("CV_ANALYTICS_HEAT_ROWS", "22"),
                                Map.entry("CV_ANALYTICS_HEAT_CLASSES", "25"),
                                Map.entry("CV_ANALYTICS_MAX_STAYS", "23"),
                                Map.entry("CV_ANALYTICS_MAX_ROWS", "24"),
                                Map.entry("CV_KAFKA_GROUP_ID", "of-vision-job")));

        assertThat(settings.analytics())
                .isEqualTo(
                        new SourceAnalyticsSettings(
                                Duration.ofMillis(1500),
                                true,
                                7,
                                8,
                                Duration.ofSeconds(9),
                                Duration.ofSeconds(11),
                                new TrackingDefaults(0.2, 0.4, 4, 1.25),
                                12,
                                new SceneOptions(0.4, 4, 13, 14, 16, 17, 18, 1.5),
                                new WindowOptions(11, 19, 20, 21, 22, 25, 23, 24),
                                Duration.ZERO));
        assertThat(settings.range())
                .isEqualTo(
                        new TopicRange(
                                TopicRange.Start.TIME,
                                Instant.parse("2026-01-31T12:00:00Z"),
                                Instant.parse("2026-01-31T12:00:00Z")));
        assertThat(settings.kafka().groupId()).isEqualTo("again");
        assertThat(settings.stateBackend()).isEqualTo("rocksdb");
    }

    @Test
    void tracksAreShownLiveWhereThereIsAStreamAndAPresent() {
        Map<String, String> redis = Map.of("CV_REDIS_URL", "redis://localhost:6379/0");
        assertThat(read(redis).analytics().livePause()).isEqualTo(Duration.ofMillis(500));
        assertThat(read(Map.of("CV_REDIS_URL", "none")).analytics().livePause()).isZero();
        for (Map<String, String> without :
                List.of(
                        Map.of("CV_ANALYTICS_LIVE_FRAMES_PER_SECOND", "0"),
                        Map.of("CV_EVENTS_STREAM_LENGTH", "0"),
                        Map.of("CV_ANALYTICS_END", "2026-01-31T12:00:00Z"))) {
            Map<String, String> all = new HashMap<>(redis);
            all.putAll(without);
            assertThat(read(all).analytics().livePause()).as("%s", without).isZero();
        }
    }

    @Test
    void limitsAreThoseOfTheAnalysisUnlessToldOtherwise() {
        SourceAnalyticsSettings settings = read(Map.of()).analytics();

        assertThat(settings.scene()).isEqualTo(SceneOptions.DEFAULT);
        assertThat(settings.windows()).isEqualTo(WindowOptions.DEFAULT);
        assertThat(settings.maxTracks()).isEqualTo(SourceAnalyticsSettings.MAX_TRACKS);
    }

    @Test
    void evidenceGoesWhereObjectsAre() {
        EvidenceSettings folder =
                read(Map.of(
                                "CV_STORAGE_BACKEND", "filesystem",
                                "CV_STORAGE_PATH", "/data/uploads",
                                "CV_MAX_FILE_SIZE_MB", "1",
                                "CV_ANALYTICS_EVIDENCE_THREADS", "3",
                                "CV_ANALYTICS_EVIDENCE_WAITING", "4",
                                "CV_ANALYTICS_EVIDENCE_TIMEOUT_SECONDS", "5",
                                "CV_REDIS_URL", "none"))
                        .evidence();
        EvidenceSettings bucket =
                read(Map.of("CV_S3_REGION", "eu-west-1", "CV_S3_BUCKET", "b")).evidence();

        assertThat(folder.folder()).isEqualTo("/data/uploads");
        assertThat(folder.s3()).isNull();
        assertThat(folder.redis()).isNull();
        assertThat(folder.maxBytes()).isBetween(1L << 20, (1L << 20) + 10_000);
        assertThat(folder.threads()).isEqualTo(3);
        assertThat(folder.maxWaiting()).isEqualTo(4);
        assertThat(folder.timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(bucket.folder()).isNull();
        assertThat(bucket.bucket()).isEqualTo("b");
        assertThat(bucket.s3().region()).isEqualTo("eu-west-1");
        assertThat(bucket.redis()).isNotNull();
    }

    @Test
    void withoutAPlaceOrWhereItIsNotWantedThereIsNoEvidence() {
        assertThat(read(Map.of()).evidence()).isNull();
        assertThat(
                        read(Map.of("CV_S3_REGION", "eu-west-1", "CV_ANALYTICS_EVIDENCE", "false"))
                                .evidence())
                .isNull();
    }

    @Test
    void committedOffsetsForEverUnlessToldOtherwise() {
        AnalyticsSettings settings = read(Map.of());

        assertThat(settings.range()).isEqualTo(TopicRange.COMMITTED);
        assertThat(settings.range().isBounded()).isFalse();
        assertThat(settings.analytics().lateToDeadLetters()).isFalse();
        assertThat(settings.stateBackend()).isEqualTo("hashmap");
        assertThat(read(Map.of("CV_ANALYTICS_START", "Earliest")).range().start())
                .isEqualTo(TopicRange.Start.EARLIEST);
    }

    static Stream<ConfigOption<?>> numbers() {
        return Stream.of(AnalyticsOptions.class, DeliveryOptions.class)
                .flatMap(options -> VisionOptionsTest.declared(options).stream())
                .filter(ConfigOption::hasDefaultValue)
                .filter(option -> option.defaultValue() instanceof Number);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberHasItsRange(ConfigOption<?> option) {
        for (String value : List.of("-1", "999999999", "ten")) {
            assertThatThrownBy(
                            () ->
                                    read(
                                            Map.of(
                                                    VisionOptionCatalog.variable(option),
                                                    value,
                                                    "CV_MQTT_URL",
                                                    "tcp://broker:1883")))
                    .isInstanceOf(SettingsException.class)
                    .hasMessageContaining(option.key())
                    .hasMessageContaining("'" + value + "': give a");
        }
    }

    @Test
    void wrongTimeNamesTheCure() {
        assertThatThrownBy(() -> read(Map.of("CV_ANALYTICS_START", "yesterday")))
                .hasMessageContaining("'yesterday': give committed, earliest, or a time such as");
        assertThatThrownBy(() -> read(Map.of("CV_ANALYTICS_END", "earliest")))
                .hasMessageContaining("'earliest': give a time such as");
    }

    @Test
    void everyOptionOfDeliveriesReachesItsPlace() {
        DeliverySettings settings =
                read(Map.ofEntries(
                                Map.entry("CV_WEBHOOK_TARGETS_PATH", "/etc/cv/hooks.yaml"),
                                Map.entry("CV_WEBHOOK_TIMEOUT_SECONDS", "3"),
                                Map.entry("CV_DELIVERY_MAX_AGE_MINUTES", "4"),
                                Map.entry("CV_DELIVERY_GIVE_UP_MINUTES", "5"),
                                Map.entry("CV_DELIVERY_INITIAL_BACKOFF_MS", "6"),
                                Map.entry("CV_DELIVERY_MAX_BACKOFF_SECONDS", "7"),
                                Map.entry("CV_DELIVERY_PENDING", "8"),
                                Map.entry("CV_DELIVERY_CONCURRENT", "9"),
                                Map.entry("CV_MQTT_URL", "ssl://broker.site:8883"),
                                Map.entry("CV_MQTT_USERNAME", "cv"),
                                Map.entry("CV_MQTT_PASSWORD", "secret"),
                                Map.entry("CV_DELIVERY_CA_PATH", "/tls/ca.crt"),
                                Map.entry("CV_MQTT_CERTIFICATE_PATH", "/tls/tls.crt"),
                                Map.entry("CV_MQTT_KEY_PATH", "/tls/tls.key"),
                                Map.entry("CV_MQTT_CLIENT_ID", "gate"),
                                Map.entry("CV_MQTT_TOPIC_PREFIX", "site/cv"),
                                Map.entry("CV_MQTT_COUNTS", "false"),
                                Map.entry("CV_MQTT_TIMEOUT_SECONDS", "10")))
                        .deliveries();

        assertThat(settings)
                .isEqualTo(
                        new DeliverySettings(
                                new DeliverySettings.Limits(
                                        Duration.ofMinutes(4),
                                        Duration.ofMinutes(5),
                                        Duration.ofMillis(6),
                                        Duration.ofSeconds(7),
                                        8,
                                        9),
                                new DeliverySettings.Webhooks(
                                        "/etc/cv/hooks.yaml",
                                        new TlsFiles("/tls/ca.crt", null, null),
                                        Duration.ofSeconds(3)),
                                new MqttSettings(
                                        "ssl://broker.site:8883",
                                        "cv",
                                        "secret",
                                        "gate",
                                        "site/cv",
                                        false,
                                        new TlsFiles("/tls/ca.crt", "/tls/tls.crt", "/tls/tls.key"),
                                        Duration.ofSeconds(10))));
        assertThat(settings.toString()).doesNotContain("secret");
        assertThat(read(Map.of()).deliveries().mqtt()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "broker:1883",
                "tcp://broker",
                "http://broker:1883",
                "tcp://u:hunter2@broker:1883",
                "tcp://broker:1883/x",
                "tcp://bro ker:1883",
                "tcp://broker:99999"
            })
    void wrongBrokerNamesTheCure(String url) {
        assertThatThrownBy(() -> read(Map.of("CV_MQTT_URL", url)))
                .hasMessageContaining("CV_MQTT_URL")
                .hasMessageContaining("give tcp://host:1883 or ssl://host:8883")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void aTopicHasNoWildcards() {
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "CV_MQTT_URL", "tcp://broker:1883",
                                                "CV_MQTT_TOPIC_PREFIX", "site/#")))
                .hasMessageContaining("'site/#': give letters, digits");
        assertThatThrownBy(
                        () ->
                                read(
                                        Map.of(
                                                "CV_MQTT_URL", "tcp://broker:1883",
                                                "CV_MQTT_PASSWORD", "hunter2")))
                .hasMessageContaining("CV_MQTT_USERNAME")
                .hasMessageNotContaining("hunter2");
    }

    private static AnalyticsSettings read(Map<String, String> environment) {
        return AnalyticsSettings.read(Environment.toConfiguration(environment));
    }
}
