package ke.co.datacraft.cv.operators.analytics.alert;

import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.RuleDefinition;

/**
 * A message of an event that fulfils a rule, or a later message of such an event.
 *
 * @param ruleId id of the rule
 * @param rule the rule as it stood when it fired; null for a later message
 * @param event the message
 * @param message what happened in words, with the names that held when the rule fired; null for a
 *     later message
 */
public record RuleMatch(String ruleId, RuleDefinition rule, AnalyticsEvent event, String message) {

    /** The rule fires. */
    static RuleMatch first(RuleDefinition rule, AnalyticsEvent event, String message) {
        return new RuleMatch(rule.id(), rule, event, message);
    }

    /** How an event went on for which the rule fired. */
    static RuleMatch later(String ruleId, AnalyticsEvent event) {
        return new RuleMatch(ruleId, null, event, null);
    }

    /** Key of the rule. */
    public String key() {
        return DefinitionKeys.key(event.tenantId(), ruleId);
    }
}
