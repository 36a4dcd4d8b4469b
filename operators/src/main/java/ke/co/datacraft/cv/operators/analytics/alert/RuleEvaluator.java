package ke.co.datacraft.cv.operators.analytics.alert;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.RuleCondition;
import ke.co.datacraft.cv.contracts.RuleDefinition;

/** Whether a message of an event fulfils a rule, by what the message says and nothing else. */
public final class RuleEvaluator {

    private RuleEvaluator() {}

    /**
     * Whether the message fulfils all that the rule asks for. What a message does not tell, such as
     * the speed where there is no calibration, is not fulfilled.
     *
     * @param rule the rule; one that is paused is never fulfilled
     * @param sourceTags tags of the event's source
     * @param event a message of an event of the same tenant
     */
    public static boolean fulfils(
            RuleDefinition rule, List<String> sourceTags, AnalyticsEvent event) {
        RuleCondition when = rule.when();
        return rule.enabled()
                && asked(when.kinds(), event.kind())
                && asked(when.sources(), event.sourceId())
                && asked(when.labels(), event.label())
                && asked(when.directions(), event.after().direction())
                && (when.tags().isEmpty() || !Collections.disjoint(when.tags(), sourceTags))
                && (when.zones().isEmpty() || inZones(when.zones(), event))
                && reaches(when, event.after())
                && Schedules.hold(rule.schedules(), event.after().time());
    }

    private static boolean inZones(List<String> zones, AnalyticsEvent event) {
        return event.zoneId() != null
                ? zones.contains(event.zoneId())
                : !Collections.disjoint(zones, Set.copyOf(event.after().currentZones()))
                        || !Collections.disjoint(zones, event.after().enteredZones());
    }

    private static boolean reaches(RuleCondition when, EventState state) {
        Double confidence =
                state.topConfidence() == null ? state.confidence() : state.topConfidence();
        return least(when.minConfidence(), confidence)
                && least(when.minSeconds(), state.seconds())
                && least(when.minSpeedKmh(), state.speedKmh())
                && least(when.minCount(), state.count());
    }

    private static <T> boolean asked(List<T> any, T value) {
        return any.isEmpty() || value != null && any.contains(value);
    }

    private static boolean least(Number least, Number value) {
        return least == null || value != null && value.doubleValue() >= least.doubleValue();
    }
}
