package ke.co.datacraft.cv.operators.analytics.alert;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.EventType;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Holds the messages of events, keyed by tenant and source, against the rules of their tenant. Each
 * rule fires once per event; the later messages of the event follow to the rule.
 *
 * <p>Definitions are told anew at every start. Until all have come those in state hold; on a fresh
 * start there are none, and events wait.
 */
public final class RuleMatchFunction
        extends KeyedBroadcastProcessFunction<String, AnalyticsEvent, DefinitionChange, RuleMatch> {

    private static final long serialVersionUID = 1L;
    private static final String CAUGHT_UP = DefinitionChange.Kind.CAUGHT_UP.name();

    private final AlertSettings settings;

    private transient MapState<String, FiredEvent> fired;
    private transient ListState<AnalyticsEvent> waiting;
    // What was told since the start; null once all was.
    private transient Map<String, DefinitionChange> told;
    private transient RuleBook book;

    /**
     * @param settings how long to remember
     */
    public RuleMatchFunction(AlertSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        fired = getRuntimeContext().getMapState(StateDescriptors.firedEvents());
        waiting = getRuntimeContext().getListState(StateDescriptors.waitingEvents());
        told = new LinkedHashMap<>();
    }

    @Override
    public void processElement(
            AnalyticsEvent event, ReadOnlyContext context, Collector<RuleMatch> out)
            throws Exception {
        ReadOnlyBroadcastState<String, DefinitionChange> definitions =
                context.getBroadcastState(StateDescriptors.DEFINITIONS);
        long now = context.timerService().currentProcessingTime();
        if (!definitions.contains(CAUGHT_UP)) {
            if (!waiting.get().iterator().hasNext()) {
                context.timerService().registerProcessingTimeTimer(nextLook(now));
            }
            waiting.add(event);
            return;
        }
        boolean first = fired.isEmpty();
        match(event, book(definitions), now, out);
        if (first && !fired.isEmpty()) {
            context.timerService().registerProcessingTimeTimer(nextLook(now));
        }
    }

    @Override
    public void processBroadcastElement(
            DefinitionChange change, Context context, Collector<RuleMatch> out) throws Exception {
        BroadcastState<String, DefinitionChange> definitions =
                context.getBroadcastState(StateDescriptors.DEFINITIONS);
        if (change.kind() == DefinitionChange.Kind.CAUGHT_UP) {
            catchUp(definitions, change);
            release(context, out);
        } else if (told != null) {
            put(told, change);
        } else if (isRemoval(change)) {
            definitions.remove(identity(change));
        } else {
            definitions.put(identity(change), change);
        }
        book = null;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<RuleMatch> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        Iterator<Map.Entry<String, FiredEvent>> entries = fired.iterator();
        while (entries.hasNext()) {
            FiredEvent event = entries.next().getValue();
            long age = now - event.seen();
            if (event.isOver() && age >= settings.repeatMemory().toMillis()) {
                entries.remove();
            } else if (!event.isOver() && age >= settings.eventExpiry().toMillis()) {
                follow(event, over(event.last()), out);
                entries.remove();
            }
        }
        if (!fired.isEmpty() || waiting.get().iterator().hasNext()) {
            context.timerService().registerProcessingTimeTimer(nextLook(now));
        }
    }

    private void match(AnalyticsEvent event, RuleBook rules, long now, Collector<RuleMatch> out)
            throws Exception {
        String id = event.id().toString();
        FiredEvent before = fired.get(id);
        if (before != null && before.hasSeen(event)) {
            return;
        }
        List<String> names = new ArrayList<>();
        if (before != null) {
            follow(before, event, out);
            names.addAll(before.rules());
        }
        for (RuleDefinition rule : rules.fulfilled(event, names)) {
            out.collect(RuleMatch.first(rule, event, rules.words(rule, event)));
            names.add(rule.id());
        }
        if (!names.isEmpty()) {
            fired.put(id, new FiredEvent(names, event, now));
        }
    }

    private static void follow(FiredEvent fired, AnalyticsEvent event, Collector<RuleMatch> out) {
        fired.rules().forEach(rule -> out.collect(RuleMatch.later(rule, event)));
    }

    private void catchUp(
            BroadcastState<String, DefinitionChange> definitions, DefinitionChange change)
            throws Exception {
        if (told != null) {
            definitions.clear();
            definitions.putAll(told);
            told = null;
        }
        definitions.put(CAUGHT_UP, change);
    }

    /** Timers cannot be set here: an event that waits has set the one of its source. */
    private void release(Context context, Collector<RuleMatch> out) throws Exception {
        RuleBook rules = book(context.getBroadcastState(StateDescriptors.DEFINITIONS));
        long now = context.currentProcessingTime();
        context.applyToKeyedState(
                StateDescriptors.waitingEvents(),
                (key, events) -> {
                    for (AnalyticsEvent event : events.get()) {
                        match(event, rules, now, out);
                    }
                    events.clear();
                });
    }

    private RuleBook book(ReadOnlyBroadcastState<String, DefinitionChange> definitions)
            throws Exception {
        if (book == null) {
            List<DefinitionChange> all = new ArrayList<>();
            definitions.immutableEntries().forEach(entry -> all.add(entry.getValue()));
            book = new RuleBook(all);
        }
        return book;
    }

    private long nextLook(long now) {
        return now
                + Math.min(settings.repeatMemory().toMillis(), settings.eventExpiry().toMillis());
    }

    private static void put(Map<String, DefinitionChange> told, DefinitionChange change) {
        if (isRemoval(change)) {
            told.remove(identity(change));
        } else {
            told.put(identity(change), change);
        }
    }

    private static String identity(DefinitionChange change) {
        return change.kind() + " " + change.key();
    }

    private static boolean isRemoval(DefinitionChange change) {
        return change.source() == null && change.zone() == null && change.rule() == null;
    }

    private static AnalyticsEvent over(AnalyticsEvent last) {
        EventState after = last.after();
        return new AnalyticsEvent(
                last.schemaVersion(),
                last.id(),
                last.tenantId(),
                last.sourceId(),
                last.kind(),
                EventType.END,
                last.sequence() + 1,
                last.zoneId(),
                last.trackId(),
                last.label(),
                last.startTime(),
                after.time(),
                after,
                after,
                last.processTime());
    }
}
