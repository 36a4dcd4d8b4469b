package ke.co.datacraft.cv.operators.analytics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;

/**
 * What the broadcast definitions say of sources, and an analysis for each of them, made when it is
 * needed and forgotten when a definition changes. For one subtask.
 */
final class SourceAnalyses {

    /** In broadcast state once the definitions have been read. */
    private static final String CAUGHT_UP = DefinitionChange.Kind.CAUGHT_UP.name();

    private final SourceAnalyticsSettings settings;
    private final Map<String, SourceAnalysis> analyses = new HashMap<>();

    /** Keys of broadcast state that were told since the start. */
    private final Set<String> told = new HashSet<>();

    SourceAnalyses(SourceAnalyticsSettings settings) {
        this.settings = settings;
    }

    static boolean isReady(ReadOnlyBroadcastState<String, DefinitionChange> definitions)
            throws Exception {
        return definitions.contains(CAUGHT_UP);
    }

    /** Whether there is such a source, enabled or not. */
    static boolean isDefined(
            ReadOnlyBroadcastState<String, DefinitionChange> definitions, String key)
            throws Exception {
        return definition(definitions, key) != null;
    }

    static boolean isActive(
            ReadOnlyBroadcastState<String, DefinitionChange> definitions, String key)
            throws Exception {
        SourceDefinition source = definition(definitions, key);
        return source != null && source.enabled();
    }

    private static SourceDefinition definition(
            ReadOnlyBroadcastState<String, DefinitionChange> definitions, String key)
            throws Exception {
        DefinitionChange source = definitions.get(name(DefinitionChange.Kind.SOURCE, key));
        return source == null ? null : source.source();
    }

    private static String name(DefinitionChange.Kind kind, String key) {
        return kind.name() + " " + key;
    }

    /** Keeps the definition of a source or zone, or that it is gone. */
    void put(BroadcastState<String, DefinitionChange> definitions, DefinitionChange change)
            throws Exception {
        String name = name(change.kind(), change.key());
        told.add(name);
        DefinitionChange before = definitions.get(name);
        if (change.source() == null && change.zone() == null) {
            definitions.remove(name);
        } else {
            definitions.put(name, change);
        }
        forget(before);
        forget(change);
    }

    /** Definitions that are in state and were not told since the start: they are gone. */
    Map<String, DefinitionChange> untold(
            ReadOnlyBroadcastState<String, DefinitionChange> definitions) throws Exception {
        Map<String, DefinitionChange> gone = new HashMap<>();
        for (Map.Entry<String, DefinitionChange> entry : definitions.immutableEntries()) {
            if (!told.contains(entry.getKey()) && !entry.getKey().equals(CAUGHT_UP)) {
                gone.put(entry.getKey(), entry.getValue());
            }
        }
        return gone;
    }

    /** All definitions have been read once. */
    void caughtUp(BroadcastState<String, DefinitionChange> definitions) throws Exception {
        for (String name : untold(definitions).keySet()) {
            definitions.remove(name);
        }
        analyses.clear();
        definitions.put(CAUGHT_UP, DefinitionChange.caughtUp());
    }

    /** A source is no more. */
    void forget(String key) {
        analyses.remove(key);
    }

    private void forget(DefinitionChange change) {
        if (change == null) {
            return;
        }
        if (change.zone() != null) {
            forget(DefinitionKeys.key(change.zone().tenantId(), change.zone().sourceId()));
        }
        if (change.kind() == DefinitionChange.Kind.SOURCE) {
            forget(change.key());
        }
    }

    /** The analysis of a source that is defined. */
    SourceAnalysis of(String key, ReadOnlyBroadcastState<String, DefinitionChange> definitions)
            throws Exception {
        SourceAnalysis known = analyses.get(key);
        if (known != null) {
            return known;
        }
        List<ZoneDefinition> zones = new ArrayList<>();
        for (Map.Entry<String, DefinitionChange> entry : definitions.immutableEntries()) {
            ZoneDefinition zone = entry.getValue().zone();
            if (zone != null && key.equals(DefinitionKeys.key(zone.tenantId(), zone.sourceId()))) {
                zones.add(zone);
            }
        }
        SourceAnalysis made = new SourceAnalysis(definition(definitions, key), zones, settings);
        analyses.put(key, made);
        return made;
    }
}
