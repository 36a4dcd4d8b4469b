package ke.co.datacraft.cv.operators.analytics;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.record.DefinitionChange;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Analyses the frames of sources, keyed by {@code tenant/id}: puts them in the order of their
 * capture, follows their objects, and tells events and counts.
 *
 * <p>Frames of a source that has no definition, or is disabled, are counted and passed over. After
 * a fresh start frames wait until the definitions have been read once. A source that is silent for
 * long, or disabled, has all its events ended; the number of its last track and the counts of the
 * hour that is not over stay. One that is removed loses all.
 */
public final class SourceAnalyticsFunction
        extends KeyedBroadcastProcessFunction<
                String, SourceFrame, DefinitionChange, AnalyticsEvent> {

    private static final long serialVersionUID = 1L;

    /** A timer that is later than this tells of a thread that was held up, not of silence. */
    private static final long GRACE_MILLIS = 1000;

    private static final long WAIT_NANOS = 1_000_000;
    private static final long LONG_WAIT_NANOS = 100_000_000;

    private final SourceAnalyticsSettings settings;
    private final boolean bounded;
    private final ValueStateDescriptor<SourceState> descriptor = StateDescriptors.source();

    private transient ValueState<SourceState> states;
    private transient AnalyticsMetrics metrics;
    private transient SourceAnalyses analyses;
    private transient FrameFlow flow;

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
        analyses = new SourceAnalyses(settings);
        flow = new FrameFlow(settings, metrics);
        started = -1;
    }

    @Override
    public void processElement(
            SourceFrame frame, ReadOnlyContext context, Collector<AnalyticsEvent> out)
            throws Exception {
        var definitions = context.getBroadcastState(StateDescriptors.DEFINITIONS);
        boolean ready = SourceAnalyses.isReady(definitions);
        if (ready && !SourceAnalyses.isActive(definitions, frame.key())) {
            metrics.frame("inactive");
            return;
        }
        SourceState state = states.value();
        state = state == null ? new SourceState() : state;
        SourceAnalysis analysis = ready ? analyses.of(frame.key(), definitions) : null;
        AnalysisWriter writer = writer(out, context.currentProcessingTime(), context::output);
        ReorderBuffer.Verdict verdict = state.buffer.offer(frame);
        if (verdict == ReorderBuffer.Verdict.LATE) {
            flow.late(state, frame, analysis, writer);
        } else {
            metrics.frame(verdict == ReorderBuffer.Verdict.HELD ? "accepted" : "repeated");
        }
        if (ready) {
            flow.release(state, analysis, writer);
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

    private AnalysisWriter writer(
            Collector<AnalyticsEvent> out, long now, AnalysisWriter.Side side) {
        return new AnalysisWriter(metrics, out, now, side);
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

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<AnalyticsEvent> out)
            throws Exception {
        SourceState state = states.value();
        if (state == null) {
            return;
        }
        var definitions = context.getBroadcastState(StateDescriptors.DEFINITIONS);
        String key = context.getCurrentKey();
        long now = context.currentProcessingTime();
        boolean over = context.timeDomain() == TimeDomain.EVENT_TIME;
        long next = over ? now : next(state, SourceAnalyses.isReady(definitions), time, now);
        if (next > now) {
            state.timer = next;
            context.timerService().registerProcessingTimeTimer(next);
        } else {
            if (SourceAnalyses.isActive(definitions, key)) {
                flow.finish(
                        state,
                        key,
                        analyses.of(key, definitions),
                        writer(out, now, context::output));
            }
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
        AnalysisWriter writer = writer(out, context.currentProcessingTime(), context::output);
        switch (change.kind()) {
            case RULE -> {
                // Rules are others' business.
            }
            case SOURCE -> {
                boolean gone = change.source() == null;
                if (gone || !change.source().enabled()) {
                    end(Set.of(change.key()), gone, context, writer);
                }
                analyses.put(definitions, change);
            }
            case ZONE -> analyses.put(definitions, change);
            case CAUGHT_UP -> caughtUp(context, definitions, writer);
        }
    }

    /** What was in state and is not on the topics any more is gone. */
    private void caughtUp(
            Context context,
            BroadcastState<String, DefinitionChange> definitions,
            AnalysisWriter writer)
            throws Exception {
        Set<String> gone = new HashSet<>();
        for (DefinitionChange change : analyses.untold(definitions).values()) {
            if (change.kind() == DefinitionChange.Kind.SOURCE) {
                gone.add(change.key());
            }
        }
        end(gone, true, context, writer);
        analyses.caughtUp(definitions);
        context.applyToKeyedState(
                descriptor,
                (key, held) -> {
                    SourceState state = held.value();
                    if (SourceAnalyses.isActive(definitions, key)) {
                        flow.release(state, analyses.of(key, definitions), writer);
                        held.update(state);
                    } else if (SourceAnalyses.isDefined(definitions, key)) {
                        flow.passOver(state);
                        held.update(state);
                    } else {
                        held.clear();
                    }
                });
    }

    /**
     * Everything of these sources ends.
     *
     * @param gone whether nothing is left of them, or they may come back
     */
    private void end(Set<String> sources, boolean gone, Context context, AnalysisWriter writer)
            throws Exception {
        if (sources.isEmpty()) {
            return;
        }
        var definitions = context.getBroadcastState(StateDescriptors.DEFINITIONS);
        context.applyToKeyedState(
                descriptor,
                (key, held) -> {
                    if (!sources.contains(key)) {
                        return;
                    }
                    SourceState state = held.value();
                    boolean defined = SourceAnalyses.isDefined(definitions, key);
                    if (gone && defined) {
                        flow.remove(state, key, analyses.of(key, definitions), writer);
                    } else if (defined) {
                        flow.finish(state, key, analyses.of(key, definitions), writer);
                    }
                    if (gone) {
                        held.clear();
                    } else {
                        held.update(state);
                    }
                });
        sources.forEach(analyses::forget);
        sources.forEach(flow::forget);
    }
}
