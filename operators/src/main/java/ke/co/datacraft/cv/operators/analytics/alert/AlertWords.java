package ke.co.datacraft.cv.operators.analytics.alert;

import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.RuleDefinition;

/** What happened in words, such as {@code Somebody at night: person in Drive, Main gate}. */
final class AlertWords {

    private AlertWords() {}

    /**
     * The words.
     *
     * @param rule what fired
     * @param event the message for which it fired
     * @param source name of the event's source
     * @param zone name of its zone or line, or null where it has none
     */
    static String of(RuleDefinition rule, AnalyticsEvent event, String source, String zone) {
        String place = zone == null ? "the picture" : zone;
        return rule.name() + ": " + what(event, place) + ", " + source;
    }

    private static String what(AnalyticsEvent event, String place) {
        String who = event.label() == null ? "object" : event.label().replace('_', ' ');
        return switch (event.kind()) {
            case TRACK -> who + " seen";
            case ZONE -> who + " in " + place;
            case LINE -> who + " crossed " + place + way(event.after().direction());
            case LOITERING -> who + " loiters in " + place;
            case STATIONARY -> who + " stands still in " + place;
            case LEFT_OBJECT -> who + " left behind in " + place;
            case REMOVED_OBJECT -> who + " taken away from " + place;
            case CROWD -> crowd(event.after().count()) + " in " + place;
            case SPEEDING -> who + " too fast in " + place;
            case WRONG_WAY -> who + " goes the wrong way in " + place;
        };
    }

    private static String way(CrossingDirection direction) {
        return direction == null
                ? ""
                : switch (direction) {
                    case IN -> " inwards";
                    case OUT -> " outwards";
                };
    }

    private static String crowd(Integer count) {
        return count == null ? "crowd" : "crowd of " + count;
    }
}
