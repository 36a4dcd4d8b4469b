package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.FlowPolicy;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** When frames were taken, which of them are, and when the next attempt is. */
class CaptureTimesTest {

    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final Instant NOW_MILLIS = Instant.parse("2026-01-31T12:00:00.123Z");
    private static final long SECOND = 1_000_000_000L;

    private CameraHealth health;

    @Test
    void framesOfARecordingAreTakenAsLongAfterItsBeginningAsTheyStandInIt() {
        CaptureClock clock = clock(TestingCameras.film("a"));

        assertThat(clock.captureTime(90 * SECOND + 999_999, Optional.of(NOW)))
                .isEqualTo(Instant.ofEpochMilli(7).plusSeconds(90));
    }

    @Test
    void aPictureIsTakenWhenItWasChanged() {
        CaptureClock clock = clock(TestingCameras.at(SourceKind.FOLDER, "file:///pictures"));

        assertThat(clock.captureTime(SECOND, Optional.of(NOW))).isEqualTo(NOW_MILLIS);
    }

    @Test
    void aStreamSaysItselfWhenAndHowFarItsClockIsOffIsMeasured() {
        CaptureClock clock = clock(TestingCameras.live("a", FlowPolicy.LATEST));

        assertThat(clock.captureTime(0, Optional.of(NOW_MILLIS.minusMillis(4500))))
                .isEqualTo(NOW_MILLIS.minusMillis(4500));
        assertThat(health.skewMillis()).isEqualTo(-4500);
    }

    @Test
    void aClockThatIsDaysOffIsMeasuredAndNotBelieved() {
        CaptureClock clock = clock(TestingCameras.live("a", FlowPolicy.LATEST));

        assertThat(clock.captureTime(0, Optional.of(Instant.EPOCH))).isEqualTo(NOW_MILLIS);
        assertThat(health.skewMillis()).isEqualTo(-NOW_MILLIS.toEpochMilli());
    }

    @Test
    void withoutAClockItIsNow() {
        CaptureClock clock = clock(TestingCameras.live("a", FlowPolicy.LATEST));

        assertThat(clock.captureTime(0, Optional.empty())).isEqualTo(NOW_MILLIS);
        assertThat(health.skewMillis()).isNull();
    }

    @Property
    void aResumedRecordingGivesTheFramesThatItWouldHaveGiven(
            @ForAll @DoubleRange(min = 0.1, max = 60) double wanted,
            @ForAll @IntRange(min = 1, max = 120) int filmed,
            @ForAll @IntRange(min = 0, max = 199) int stop) {
        List<Integer> whole = picked(new FrameSampler(wanted, -1), 0, 200, filmed);
        List<Integer> resumed = new ArrayList<>();
        for (int frame : whole) {
            if (frame <= stop) {
                resumed.add(frame);
            }
        }
        int last = resumed.get(resumed.size() - 1);
        resumed.addAll(picked(new FrameSampler(wanted, time(last, filmed)), last + 1, 200, filmed));

        assertThat(resumed).isEqualTo(whole);
    }

    @Property
    void noMoreAreTakenThanAreWanted(
            @ForAll @DoubleRange(min = 0.1, max = 60) double wanted,
            @ForAll @IntRange(min = 1, max = 120) int filmed) {
        int taken = picked(new FrameSampler(wanted, -1), 0, 10 * filmed, filmed).size();

        assertThat(taken).isLessThanOrEqualTo((int) Math.ceil(10 * Math.min(wanted, filmed)));
        assertThat(taken)
                .isGreaterThanOrEqualTo((int) Math.floor(10 * Math.min(wanted, filmed)) - 1);
    }

    private static List<Integer> picked(FrameSampler sampler, int from, int until, int filmed) {
        List<Integer> picked = new ArrayList<>();
        for (int frame = from; frame < until; frame++) {
            if (sampler.take(time(frame, filmed))) {
                picked.add(frame);
            }
        }
        return picked;
    }

    private static long time(int frame, int filmed) {
        return Math.round(frame * (double) SECOND / filmed);
    }

    @Property
    void pausesAreWithinABoundThatDoubles(
            @ForAll @IntRange(min = 1, max = 10_000) int initial,
            @ForAll @IntRange(min = 10_000, max = 3_600_000) int max,
            @ForAll @IntRange(min = 1, max = Integer.MAX_VALUE) int attempt) {
        ReconnectPolicy policy =
                new ReconnectPolicy(Duration.ofMillis(initial), Duration.ofMillis(max));
        double bound = Math.min(initial * Math.pow(2, attempt - 1.0), max);

        assertThat(policy.pause(attempt, exclusive -> exclusive - 1).toMillis())
                .isEqualTo((long) bound);
        assertThat(policy.pause(attempt, exclusive -> 0)).isZero();
    }

    private CaptureClock clock(SourceDefinition source) {
        Clock now = Clock.fixed(NOW, ZoneOffset.UTC);
        CameraSplit split = CameraSplit.of(TestingCameras.key("a"), source, 7);
        health = new CameraHealth(split, now, status -> {});
        return new CaptureClock(split, now, health);
    }
}
