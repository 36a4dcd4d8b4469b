package ke.co.datacraft.cv.operators.analytics.alert;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.operators.record.DefinitionChange;

/** The rules of all tenants, and what they ask and tell of sources and zones, ready to be asked. */
final class RuleBook {

    private final Map<String, Map<String, RuleDefinition>> rules = new HashMap<>();
    private final Map<String, List<String>> tags = new HashMap<>();
    private final Map<String, String> sourceNames = new HashMap<>();
    private final Map<String, String> zoneNames = new HashMap<>();

    RuleBook(Iterable<DefinitionChange> definitions) {
        for (DefinitionChange definition : definitions) {
            if (definition.rule() != null) {
                RuleDefinition rule = definition.rule();
                rules.computeIfAbsent(rule.tenantId(), any -> new TreeMap<>()).put(rule.id(), rule);
            } else if (definition.source() != null) {
                tags.put(definition.key(), definition.source().tags());
                sourceNames.put(definition.key(), definition.source().name());
            } else if (definition.zone() != null) {
                zoneNames.put(definition.key(), definition.zone().name());
            }
        }
    }

    /** What a rule tells of a message; what has no definition any more is told by its id. */
    String words(RuleDefinition rule, AnalyticsEvent event) {
        return AlertWords.of(
                rule,
                event,
                name(sourceNames, event.tenantId(), event.sourceId()),
                name(zoneNames, event.tenantId(), event.zoneId()));
    }

    private static String name(Map<String, String> names, String tenant, String id) {
        return id == null ? null : names.getOrDefault(DefinitionKeys.key(tenant, id), id);
    }

    /** Rules that a message fulfils, by their ids, but for those that fired for its event. */
    List<RuleDefinition> fulfilled(AnalyticsEvent event, Collection<String> fired) {
        Map<String, RuleDefinition> own = rules.get(event.tenantId());
        if (own == null) {
            return List.of();
        }
        List<String> sourceTags =
                tags.getOrDefault(
                        DefinitionKeys.key(event.tenantId(), event.sourceId()), List.of());
        List<RuleDefinition> fulfilled = new ArrayList<>();
        for (RuleDefinition rule : own.values()) {
            if (!fired.contains(rule.id()) && RuleEvaluator.fulfils(rule, sourceTags, event)) {
                fulfilled.add(rule);
            }
        }
        return fulfilled;
    }
}
