package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.testing.TestingMetricGroup;
import org.junit.jupiter.api.Test;

class CameraMetricsTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private static final String LABELS = "{tenant=acme,source=a}";

    private final TestingMetricGroup group = new TestingMetricGroup();
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final CameraMetrics metrics = new CameraMetrics(group, clock);

    @Test
    void eachFigureOfACameraIsShown() {
        CameraHealth health = show(new CameraCounts(50, 40, 30, 20, 10));

        health.frameRead(0);
        health.frameSent();
        health.frameDropped();
        health.frameWithoutMotion();
        health.reconnected();
        health.enter(SourceState.STALLED, "silent");
        health.skew(Duration.ofSeconds(-3));
        health.frameStored(NOW.minusSeconds(7), "file:///f.jpg");

        assertThat(value("cv_source_frames_read_total")).isEqualTo(51);
        assertThat(value("cv_source_frames_sent_total")).isEqualTo(41);
        assertThat(value("cv_source_frames_dropped_total")).isEqualTo(31);
        assertThat(value("cv_source_frames_without_motion_total")).isEqualTo(21);
        assertThat(value("cv_source_reconnects_total")).isEqualTo(11);
        assertThat(value("cv_source_state")).isEqualTo(2);
        assertThat(value("cv_source_clock_skew_seconds")).isEqualTo(-3);
        assertThat(value("cv_source_frame_age_seconds")).isEqualTo(7);
    }

    @Test
    void aCameraThatIsGoneShowsNothingUntilItIsBack() {
        show(new CameraCounts(50, 40, 30, 20, 10));

        metrics.drop(TestingCameras.key("a"));
        assertThat(value("cv_source_frames_read_total")).isEqualTo(CvMetrics.ABSENT);

        show(new CameraCounts(60, 0, 0, 0, 0));
        assertThat(value("cv_source_frames_read_total")).isEqualTo(60);
    }

    private CameraHealth show(CameraCounts counts) {
        CameraSplit split =
                CameraSplit.of(TestingCameras.key("a"), TestingCameras.film("a"), 1)
                        .at(CameraPosition.START, counts);
        CameraHealth health = new CameraHealth(split, clock, status -> {});
        metrics.show(split, health);
        return health;
    }

    private long value(String name) {
        return group.value(name + LABELS);
    }
}
