package ke.co.datacraft.cv.operators.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.FrameEvidence;
import org.junit.jupiter.api.Test;

/** Which frames of messages are kept. */
class EvidenceFrameTest {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);

    private static EventState state(UUID image, Instant time) {
        FrameEvidence evidence =
                image == null ? null : new FrameEvidence(image, "uri", time, null, null, null);
        return new EventState(
                TIME, null, null, null, null, null, null, null, null, null, null, null, null,
                evidence);
    }

    private static AnalyticsEvent event(EventState before, EventState after) {
        return new AnalyticsEvent(
                1,
                new UUID(1, 1),
                "acme",
                "gate",
                EventKind.TRACK,
                EventType.UPDATE,
                1,
                null,
                1L,
                "car",
                TIME,
                null,
                before,
                after,
                null);
    }

    @Test
    void theFirstAndEachBetterOne() {
        EvidenceFrame frame = new EvidenceFrame("acme", "gate", ONE, TIME, "uri");

        assertThat(EvidenceFrame.of(event(null, state(ONE, TIME)))).hasValue(frame);
        assertThat(EvidenceFrame.of(event(state(TWO, TIME), state(ONE, TIME)))).hasValue(frame);
        assertThat(EvidenceFrame.of(event(state(null, TIME), state(ONE, TIME)))).hasValue(frame);
    }

    @Test
    void noneTwiceAndNoneThatIsNotNamed() {
        assertThat(EvidenceFrame.of(event(state(ONE, TIME), state(ONE, TIME)))).isEmpty();
        assertThat(EvidenceFrame.of(event(state(ONE, TIME), state(null, TIME)))).isEmpty();
        assertThat(EvidenceFrame.of(event(null, state(ONE, null)))).isEmpty();
        assertThat(EvidenceFrame.of(event(state(ONE, TIME), null))).isEmpty();
    }
}
