package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.jobs.kafka.TopicRange;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings.TrackingDefaults;
import org.apache.flink.configuration.ConfigOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
                                new TrackingDefaults(0.2, 0.4, 4, 1.25)));
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
        return VisionOptionsTest.declared(AnalyticsOptions.class).stream()
                .filter(ConfigOption::hasDefaultValue)
                .filter(option -> option.defaultValue() instanceof Number);
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void everyNumberHasItsRange(ConfigOption<?> option) {
        for (String value : List.of("-1", "999999999", "ten")) {
            assertThatThrownBy(() -> read(Map.of(VisionOptionCatalog.variable(option), value)))
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

    private static AnalyticsSettings read(Map<String, String> environment) {
        return AnalyticsSettings.read(Environment.toConfiguration(environment));
    }
}
