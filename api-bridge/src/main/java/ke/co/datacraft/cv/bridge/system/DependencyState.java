package ke.co.datacraft.cv.bridge.system;

import java.time.Instant;
import java.util.Locale;

/**
 * How something that the bridge depends on is.
 *
 * @param name its name
 * @param state how it is
 * @param required whether the bridge can do nothing without it
 * @param latencyMs how long the check took, in milliseconds; null unless it is up
 * @param reason why it is down, or null
 * @param checkedAt when
 */
public record DependencyState(
        String name,
        State state,
        boolean required,
        Double latencyMs,
        String reason,
        Instant checkedAt) {

    /** What a check can tell. */
    public enum State {
        /** It answered. */
        UP,
        /** It did not, or not as it should. */
        DOWN;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it is there. */
    public boolean isUp() {
        return state == State.UP;
    }
}
