package ke.co.datacraft.cv.operators.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.testing.TestingMetricGroup;
import org.junit.jupiter.api.Test;

class AnalyticsMetricsTest {

    private static final String OF_GATE = "{tenant=acme,source=gate}";

    private final TestingMetricGroup group = new TestingMetricGroup();
    private final AnalyticsMetrics metrics = new AnalyticsMetrics(group);

    private static AnalyticsEvent event(String source) {
        return new AnalyticsEvent(
                1,
                new UUID(1, 1),
                "acme",
                source,
                EventKind.TRACK,
                EventType.NEW,
                0,
                null,
                1L,
                "car",
                Instant.EPOCH,
                null,
                null,
                null,
                null);
    }

    @Test
    void eachSourceHasFiguresOfItsOwn() {
        metrics.analysed("acme/gate", "acme", "gate", 3000);
        metrics.analysed("acme/gate", "acme", "gate", 2000);
        metrics.following("acme/gate", 4);
        metrics.refusedTracks("acme/gate", 7);
        metrics.event("acme/gate", event("gate"));
        metrics.late("acme/yard", "acme", "yard");

        assertThat(group.value("cv_analytics_source_frames_total" + OF_GATE)).isEqualTo(2);
        assertThat(group.value("cv_analytics_source_delay_seconds" + OF_GATE)).isEqualTo(2);
        assertThat(group.value("cv_analytics_source_tracks" + OF_GATE)).isEqualTo(4);
        assertThat(group.value("cv_analytics_source_refused_total" + OF_GATE)).isEqualTo(7);
        assertThat(group.value("cv_analytics_source_events_total" + OF_GATE)).isEqualTo(1);
        assertThat(group.value("cv_analytics_source_late_total" + OF_GATE)).isZero();
        assertThat(group.value("cv_analytics_source_late_total{tenant=acme,source=yard}"))
                .isEqualTo(1);
        assertThat(group.value("cv_analytics_delay_seconds{}")).isEqualTo(2);
    }

    @Test
    void aSourceThatIsGoneIsNotShownUntilItIsBack() {
        metrics.analysed("acme/gate", "acme", "gate", 3000);
        metrics.drop("acme/gate");
        metrics.following("acme/gate", 1);

        assertThat(group.value("cv_analytics_source_frames_total" + OF_GATE))
                .isEqualTo(CvMetrics.ABSENT);

        metrics.analysed("acme/gate", "acme", "gate", 3000);

        assertThat(group.value("cv_analytics_source_frames_total" + OF_GATE)).isEqualTo(1);
    }

    @Test
    void theNumberOfSeriesIsBounded() {
        for (int i = 0; i < 2 * CvMetrics.MAX_SERIES; i++) {
            metrics.analysed("acme/" + i, "acme", "s" + i, 3000);
        }

        for (int i : new int[] {0, CvMetrics.MAX_SERIES - 1}) {
            assertThat(
                            group.value(
                                    "cv_analytics_source_frames_total{tenant=acme,source=s%d}"
                                            .formatted(i)))
                    .isEqualTo(1);
        }
        assertThat(group.series())
                .filteredOn(name -> name.startsWith("cv_analytics_source_frames_total"))
                .hasSize(CvMetrics.MAX_SERIES);
    }
}
