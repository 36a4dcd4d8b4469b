package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NOW = TimeUnit.DAYS.toNanos(3);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void framesThatAreThereAtOnceAreSpread(boolean hurries) {
        Pacer pacer = new Pacer(hurries);

        assertThat(pacer.pause(7 * SECOND, NOW)).isZero();
        assertThat(pacer.pause(8 * SECOND, NOW)).isEqualTo(SECOND);
        assertThat(pacer.pause(9 * SECOND, NOW + SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aRecordingThatWasLateGoesOnAtItsPace() {
        Pacer pacer = new Pacer(false);
        pacer.pause(0, NOW);

        assertThat(pacer.pause(SECOND, NOW + 10 * SECOND)).isZero();
        assertThat(pacer.pause(2 * SECOND, NOW + 10 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aStreamThatWasLateMakesUpForIt() {
        Pacer pacer = new Pacer(true);
        pacer.pause(0, NOW);

        assertThat(pacer.pause(SECOND, NOW + 10 * SECOND)).isZero();
        assertThat(pacer.pause(9 * SECOND, NOW + 10 * SECOND)).isZero();
        assertThat(pacer.pause(11 * SECOND, NOW + 10 * SECOND)).isEqualTo(SECOND);
    }

    @Test
    void aStreamWhoseClockJumpsIsNotWaitedFor() {
        Pacer pacer = new Pacer(true);
        pacer.pause(0, NOW);

        assertThat(pacer.pause(3600 * SECOND, NOW)).isZero();
        assertThat(pacer.pause(3601 * SECOND, NOW)).isEqualTo(SECOND);
    }
}
