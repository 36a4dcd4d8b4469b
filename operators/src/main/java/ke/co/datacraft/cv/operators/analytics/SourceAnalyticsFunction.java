package ke.co.datacraft.cv.operators.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * Analyses the frames of sources, keyed by {@code tenant/id}: puts them in the order of their
 * capture, follows their objects, and tells events and counts.
 *
 * <p>Frames of a source that has no definition, or is disabled, are counted and passed over. After
 * a fresh start frames wait until the definitions have been read once. A source that is silent for
 * long has all its events ended; one that is removed or disabled also loses its state.
 */
public final class SourceAnalyticsFunction
        extends KeyedBroadcastProcessFunction<
                String, SourceFrame, DefinitionChange, AnalyticsEvent> {

    private static final long serialVersionUID = 1L;

    private static final String CAUGHT_UP = DefinitionChange.Kind.CAUGHT_UP.name();

    /** A timer that is later than this tells of a thread that was held up, not of silence. */
    private static final long GRACE_MILLIS = 1000;

    private static final long WAIT_NANOS = 1_000_000;
    private static final long LONG_WAIT_NANOS = 100_000_000;

    private final SourceAnalyticsSettings settings;
    private final boolean bounded;
    private final ValueStateDescriptor<SourceState> descriptor = StateDescriptors.source();

    private transient ValueState<SourceState> states;
    private transient AnalyticsMetrics metrics;

    /** Analyses by source, made when they are needed and forgotten when a definition changes. */
    private transient Map<String, SourceAnalysis> analyses;

    /** Keys of broadcast state that were told since the start. */
    private transient Set<String> told;

    /** Processing time of the first call since the start, or -1. */
    private transient long started;

    /**
     * Analyses under these settings.
     *
     * @param bounded whether the frames come to an end, with which everything ends
     */
    public SourceAnalyticsFunction(SourceAnalyticsSettings settings, boolean bounded) {
        this.settings = settings;
        this.bounded = bounded;
    }

    @Override
    public void open(OpenContext context) {
        states = getRuntimeContext().getState(descriptor);
        metrics = new AnalyticsMetrics(getRuntimeContext().getMetricGroup());
        analyses = new HashMap<>();
        told = new HashSet<>();
        started = -1;
    }

    @Override
    public void processElement(
            SourceFrame frame, ReadOnlyContext context, Collector<AnalyticsEvent> out)
            throws Exception {
        ReadOnlyBroadcastState<String, DefinitionChange> definitions =
                context.getBroadcastState(StateDescriptors.DEFINITIONS);
        boolean ready = definitions.contains(CAUGHT_UP);
        if (ready && !isActive(definitions, frame.key())) {
            metrics.frame("inactive");
            return;
        }
        SourceState state = states.value();
        state = state == null ? new SourceState() : state;
        ReorderBuffer.Verdict verdict = state.buffer.offer(frame);
        Writer writer = new Writer(out, context.currentProcessingTime(), context::output);
        if (verdict == ReorderBuffer.Verdict.LATE) {
            late(state, frame, definitions, ready, writer);
        } else {
            metrics.frame(verdict == ReorderBuffer.Verdict.HELD ? "accepted" : "repeated");
        }
        if (ready) {
            release(state, frame.key(), definitions, writer);
        } else {
            waitForDefinitions(state);
        }
        began(writer.now);
        state.arrived = writer.now;
        if (bounded) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
        if (state.timer == 0) {
            state.timer = state.arrived + settings.idle().toMillis();
            context.timerService().registerProcessingTimeTimer(state.timer);
        }
        states.update(state);
    }

    /**
     * Definitions go first: after a fresh start there may be hours of frames to read, and none of
     * them can go on before. A source that has its fill slows its whole subtask down.
     */
    private void waitForDefinitions(SourceState state) {
        boolean full = state.buffer.size() >= settings.maxBufferedFrames();
        LockSupport.parkNanos(full ? LONG_WAIT_NANOS : WAIT_NANOS);
    }

    private long began(long now) {
        if (started < 0) {
            started = now;
        }
        return started;
    }

    private void late(
            SourceState state,
            SourceFrame frame,
            ReadOnlyBroadcastState<String, DefinitionChange> definitions,
            boolean ready,
            Writer writer)
            throws Exception {
        if (ready && state.buffer.lateInARow() >= settings.setBackFrames()) {
            metrics.frame("set_back");
            finish(state, frame.key(), definitions, writer);
            state.buffer.setBack();
            state.buffer.offer(frame);
            return;
        }
        metrics.frame("late");
        metrics.late(frame.key(), frame.tenantId(), frame.sourceId());
        if (settings.lateToDeadLetters()) {
            writer.side.output(OutputTags.DEAD_LETTERS, letter(frame, writer.now));
        }
    }

    /** Of the result there is as much as analytics reads. */
    private static DeadLetter letter(SourceFrame frame, long now) {
        RecordOrigin origin = frame.origin();
        return DeadLetters.of(
                new SourceRecord(
                        origin.topic(),
                        origin.partition(),
                        origin.offset(),
                        frame.millis(),
                        frame.sourceId().getBytes(StandardCharsets.UTF_8),
                        ContractCodec.toBytes(FrameMapper.result(frame)),
                        frame.tenantId(),
                        null),
                new Failure(
                        ReasonCode.LATE_FRAME,
                        "The frame of "
                                + Instant.ofEpochMilli(frame.millis())
                                + " came after later ones had been analysed; raise"
                                + " CV_ANALYTICS_LATENESS_MS if that is common"),
                now);
    }

    private void release(
            SourceState state,
            String key,
            ReadOnlyBroadcastState<String, DefinitionChange> definitions,
            Writer writer)
            throws Exception {
        SourceAnalysis analysis = analysis(key, definitions);
        for (SourceFrame due : state.buffer.due(settings.lateness().toMillis())) {
            step(analysis, state, due, writer);
        }
        while (state.buffer.size() > settings.maxBufferedFrames()) {
            metrics.frame("pushed");
            step(analysis, state, state.buffer.first(), writer);
        }
    }

    private void step(
            SourceAnalysis analysis, SourceState state, SourceFrame frame, Writer writer) {
        metrics.analysed(
                frame.key(), frame.tenantId(), frame.sourceId(), writer.now - frame.millis());
        analysis.step(state, frame, writer.of(frame.key()));
        metrics.following(frame.key(), state.tracks.size());
    }

    /** The buffer goes on, and then all ends. */
    private void finish(
            SourceState state,
            String key,
            ReadOnlyBroadcastState<String, DefinitionChange> definitions,
            Writer writer)
            throws Exception {
        SourceAnalysis analysis = analysis(key, definitions);
        for (SourceFrame frame : state.buffer.all()) {
            step(analysis, state, frame, writer);
        }
        analysis.finish(state, writer.of(key));
        metrics.following(key, 0);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<AnalyticsEvent> out)
            throws Exception {
        SourceState state = states.value();
        if (state == null) {
            return;
        }
        ReadOnlyBroadcastState<String, DefinitionChange> definitions =
                context.getBroadcastState(StateDescriptors.DEFINITIONS);
        long now = context.currentProcessingTime();
        boolean ready = definitions.contains(CAUGHT_UP);
        boolean over = context.timeDomain() == TimeDomain.EVENT_TIME;
        long next = over ? now : next(state, ready, time, now);
        if (next > now) {
            state.timer = next;
            context.timerService().registerProcessingTimeTimer(next);
        } else if (isActive(definitions, context.getCurrentKey())) {
            finish(
                    state,
                    context.getCurrentKey(),
                    definitions,
                    new Writer(out, now, context::output));
            state.timer = 0;
        }
        states.update(state);
    }

    /**
     * When silence is looked at again; not after now where it has lasted. Time in which the job did
     * not run, or could not take frames in, is no silence.
     */
    private long next(SourceState state, boolean ready, long time, long now) {
        long silentAt = Math.max(state.arrived, began(now)) + settings.idle().toMillis();
        if (!ready) {
            return now + settings.idle().toMillis();
        }
        return silentAt <= now && now - time > GRACE_MILLIS ? now + GRACE_MILLIS : silentAt;
    }

    @Override
    public void processBroadcastElement(
            DefinitionChange change, Context context, Collector<AnalyticsEvent> out)
            throws Exception {
        var definitions = context.getBroadcastState(StateDescriptors.DEFINITIONS);
        Writer writer = new Writer(out, context.currentProcessingTime(), context::output);
        switch (change.kind()) {
            case RULE -> {
                // Rules are others' business.
            }
            case SOURCE, ZONE -> {
                String name = name(change.kind(), change.key());
                told.add(name);
                DefinitionChange before = definitions.get(name);
                boolean gone =
                        change.kind() == DefinitionChange.Kind.SOURCE
                                && (change.source() == null || !change.source().enabled());
                if (gone) {
                    end(Set.of(change.key()), context, definitions, writer);
                }
                if (change.source() == null && change.zone() == null) {
                    definitions.remove(name);
                } else {
                    definitions.put(name, change);
                }
                forget(before);
                forget(change);
            }
            case CAUGHT_UP -> caughtUp(context, definitions, writer);
        }
    }

    /** What was in state and is not on the topics any more is gone. */
    private void caughtUp(
            Context context, BroadcastState<String, DefinitionChange> definitions, Writer writer)
            throws Exception {
        List<String> gone = new ArrayList<>();
        Set<String> sources = new HashSet<>();
        for (Map.Entry<String, DefinitionChange> entry : definitions.immutableEntries()) {
            if (!told.contains(entry.getKey()) && !entry.getKey().equals(CAUGHT_UP)) {
                gone.add(entry.getKey());
                if (entry.getValue().kind() == DefinitionChange.Kind.SOURCE) {
                    sources.add(entry.getValue().key());
                }
            }
        }
        end(sources, context, definitions, writer);
        for (String name : gone) {
            definitions.remove(name);
        }
        analyses.clear();
        definitions.put(CAUGHT_UP, DefinitionChange.caughtUp());
        context.applyToKeyedState(
                descriptor,
                (key, held) -> {
                    SourceState state = held.value();
                    if (isActive(definitions, key)) {
                        release(state, key, definitions, writer);
                        held.update(state);
                    } else {
                        held.clear();
                    }
                });
    }

    private void end(
            Set<String> sources,
            Context context,
            ReadOnlyBroadcastState<String, DefinitionChange> definitions,
            Writer writer)
            throws Exception {
        if (sources.isEmpty()) {
            return;
        }
        context.applyToKeyedState(
                descriptor,
                (key, held) -> {
                    if (sources.contains(key)) {
                        if (definition(definitions, key) != null) {
                            finish(held.value(), key, definitions, writer);
                        }
                        held.clear();
                    }
                });
        sources.forEach(analyses::remove);
        sources.forEach(metrics::drop);
    }

    private void forget(DefinitionChange change) {
        if (change == null) {
            return;
        }
        if (change.zone() != null) {
            analyses.remove(DefinitionKeys.key(change.zone().tenantId(), change.zone().sourceId()));
        }
        if (change.kind() == DefinitionChange.Kind.SOURCE) {
            analyses.remove(change.key());
        }
    }

    private static String name(DefinitionChange.Kind kind, String key) {
        return kind.name() + " " + key;
    }

    private static SourceDefinition definition(
            ReadOnlyBroadcastState<String, DefinitionChange> definitions, String key)
            throws Exception {
        DefinitionChange source = definitions.get(name(DefinitionChange.Kind.SOURCE, key));
        return source == null ? null : source.source();
    }

    private static boolean isActive(
            ReadOnlyBroadcastState<String, DefinitionChange> definitions, String key)
            throws Exception {
        SourceDefinition source = definition(definitions, key);
        return source != null && source.enabled();
    }

    private SourceAnalysis analysis(
            String key, ReadOnlyBroadcastState<String, DefinitionChange> definitions)
            throws Exception {
        SourceAnalysis known = analyses.get(key);
        if (known != null) {
            return known;
        }
        SourceDefinition source = definition(definitions, key);
        List<ZoneDefinition> zones = new ArrayList<>();
        for (Map.Entry<String, DefinitionChange> entry : definitions.immutableEntries()) {
            ZoneDefinition zone = entry.getValue().zone();
            if (zone != null && key.equals(DefinitionKeys.key(zone.tenantId(), zone.sourceId()))) {
                zones.add(zone);
            }
        }
        SourceAnalysis made = new SourceAnalysis(source, zones, settings);
        analyses.put(key, made);
        return made;
    }

    /** Sends what comes of frames on its way. */
    private final class Writer implements SourceAnalysis.Output {

        /** Sends to a side output, of whatever context there is. */
        interface Side {
            <T> void output(OutputTag<T> tag, T value);
        }

        private final Collector<AnalyticsEvent> out;
        private final long now;
        private final Side side;
        private String key;

        Writer(Collector<AnalyticsEvent> out, long now, Side side) {
            this.out = out;
            this.now = now;
            this.side = side;
        }

        /** What comes next is of this source. */
        Writer of(String source) {
            key = source;
            return this;
        }

        @Override
        public void event(AnalyticsEvent event) {
            metrics.event(key, event);
            out.collect(event.withProcessTime(Instant.ofEpochMilli(now)));
        }

        @Override
        public void count(CountRow row) {
            side.output(OutputTags.COUNTS, row);
        }

        @Override
        public void heat(HeatRow row) {
            side.output(OutputTags.HEAT_MAPS, row);
        }

        @Override
        public void refused(String zoneId, String label) {
            metrics.refusedCount();
        }

        @Override
        public void refusedTracks(long refused) {
            metrics.refusedTracks(key, refused);
        }

        @Override
        public void counts(SourceCounts counts) {
            side.output(OutputTags.SOURCE_COUNTS, counts);
        }
    }
}
