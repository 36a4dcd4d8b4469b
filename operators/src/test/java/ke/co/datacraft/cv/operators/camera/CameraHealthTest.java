package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.SourceStatus;
import org.junit.jupiter.api.Test;

class CameraHealthTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final List<SourceStatus> told = new ArrayList<>();
    private final CameraHealth health =
            new CameraHealth(
                    CameraSplit.of(TestingCameras.key("a"), TestingCameras.film("a"), 1),
                    Clock.fixed(NOW, ZoneOffset.UTC),
                    told::add);

    @Test
    void whatIsNewIsToldOnce() {
        health.enter(SourceState.OFFLINE, "refused");
        health.enter(SourceState.OFFLINE, "refused");
        health.enter(SourceState.OFFLINE, "no route");

        assertThat(told).extracting(SourceStatus::reason).containsExactly("refused", "no route");
    }

    @Test
    void itIsToldAgainAfterAWhile() {
        health.tellAfter(Duration.ZERO);
        assertThat(told).as("there is nothing to tell yet").isEmpty();
        health.enter(SourceState.ONLINE, null);

        health.tellAfter(Duration.ofSeconds(1));
        assertThat(told).hasSize(1);
        health.tellAfter(Duration.ZERO);
        assertThat(told).hasSize(2);
    }

    @Test
    void oneThatIsSilencedTellsNothing() {
        health.enter(SourceState.ONLINE, null);

        health.silence();
        health.enter(SourceState.OFFLINE, "refused");
        health.tellAfter(Duration.ZERO);

        assertThat(told).hasSize(1);
    }

    @Test
    void theRateOfFramesIsToldWhileTheyCome() {
        health.enter(SourceState.ONLINE, null);
        for (int i = 0; i < 20; i++) {
            health.frameRead(TimeUnit.MILLISECONDS.toNanos(40L * i));
        }

        health.tellAfter(Duration.ZERO);
        health.enter(SourceState.STALLED, "silent");

        assertThat(told).extracting(SourceStatus::fps).containsExactly(null, 25.0, null);
        assertThat(told.get(2).framesRead()).isEqualTo(20);
    }
}
