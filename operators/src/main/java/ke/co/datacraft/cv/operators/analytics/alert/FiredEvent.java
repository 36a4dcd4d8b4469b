package ke.co.datacraft.cv.operators.analytics.alert;

import java.util.List;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventType;

/**
 * An event for which rules fired.
 *
 * @param rules ids of the rules, in the order in which they fired
 * @param last the last message of it
 * @param seen when that came, in milliseconds of processing time
 */
public record FiredEvent(List<String> rules, AnalyticsEvent last, long seen) {

    /** Copies the rules. */
    public FiredEvent {
        rules = List.copyOf(rules);
    }

    /** Whether a message tells nothing new. */
    boolean hasSeen(AnalyticsEvent event) {
        return isOver() || event.sequence() <= last.sequence();
    }

    /** Whether its end was seen. */
    boolean isOver() {
        return last.type() == EventType.END;
    }
}
