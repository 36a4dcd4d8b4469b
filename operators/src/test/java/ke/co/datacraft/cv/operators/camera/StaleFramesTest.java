package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Frames 100 ms apart; more than a second late is stale. */
class StaleFramesTest {

    private static final long LIMIT = TimeUnit.SECONDS.toNanos(1);
    private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(100);

    private final StaleFrames frames = new StaleFrames(LIMIT);
    private long now = TimeUnit.DAYS.toNanos(1);
    private long media;

    @Test
    void onesThatComeAtTheirPaceAreNot() {
        assertThat(stale(100, FRAME)).isZero();
    }

    @Test
    void afterASlowStoreTheBacklogIsUntilItIsReadAway() {
        stale(10, FRAME);
        now += 3 * LIMIT;

        // A tenth of real time each: 0.09 s of 3 s are made up by a frame, until 1 s is left.
        assertThat(stale(50, FRAME / 10)).isEqualTo(22);
        assertThat(stale(50, FRAME)).isZero();
    }

    @Test
    void aLongBacklogIsReadAwayToo() {
        stale(10, FRAME);
        now += 60 * LIMIT;

        assertThat(stale(2000, FRAME / 2)).isBetween(1170, 1190);
    }

    @Test
    void aClockThatIsSetBackCostsASecondAndNotTheStream() {
        stale(10, FRAME);
        media -= 20 * LIMIT;

        assertThat(stale(500, FRAME)).isEqualTo(10);
    }

    @Test
    void aClockThatIsSetForwardCostsNothing() {
        stale(10, FRAME);
        media += 20 * LIMIT;

        assertThat(stale(500, FRAME)).isZero();
    }

    @Test
    void whereDecodingIsTooSlowFramesAreSentYet() {
        assertThat(stale(1000, FRAME + FRAME / 2)).isLessThan(500);
    }

    /** How many of the next frames are stale, which come one pause after the other. */
    private int stale(int count, long pause) {
        int stale = 0;
        for (int i = 0; i < count; i++) {
            media += FRAME;
            now += pause;
            stale += frames.isStale(media, now) ? 1 : 0;
        }
        return stale;
    }
}
