package ke.co.datacraft.cv.operators.analytics;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.record.SourceRecord;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;

/** The way of frames through a source's buffer and analysis, in the order of their capture. */
final class FrameFlow {

    private final SourceAnalyticsSettings settings;
    private final AnalyticsMetrics metrics;
    private final LiveTracks live;

    FrameFlow(SourceAnalyticsSettings settings, AnalyticsMetrics metrics) {
        this.settings = settings;
        this.metrics = metrics;
        this.live = new LiveTracks(settings.livePause().toMillis(), metrics);
    }

    /**
     * A frame comes after later ones had been analysed.
     *
     * @param analysis null while definitions are not read yet
     */
    void late(
            SourceState state, SourceFrame frame, SourceAnalysis analysis, AnalysisWriter writer) {
        if (analysis != null && state.buffer.lateInARow() >= settings.setBackFrames()) {
            metrics.frame("set_back");
            finish(state, frame.key(), analysis, writer);
            state.buffer.setBack();
            state.buffer.offer(frame);
            return;
        }
        metrics.frame("late");
        metrics.late(frame.key(), frame.tenantId(), frame.sourceId());
        if (settings.lateToDeadLetters()) {
            writer.deadLetter(letter(frame, writer.now));
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

    /** Frames that nothing earlier can come before any more go on. */
    void release(SourceState state, SourceAnalysis analysis, AnalysisWriter writer) {
        SourceFrame newest = null;
        List<TrackedObject> objects = List.of();
        for (SourceFrame due : state.buffer.due(settings.lateness().toMillis())) {
            newest = due;
            objects = step(analysis, state, due, writer);
        }
        while (state.buffer.size() > settings.maxBufferedFrames()) {
            metrics.frame("pushed");
            newest = state.buffer.first();
            objects = step(analysis, state, newest, writer);
        }
        if (newest != null) {
            live.show(newest, objects, writer);
        }
    }

    private List<TrackedObject> step(
            SourceAnalysis analysis, SourceState state, SourceFrame frame, AnalysisWriter writer) {
        metrics.analysed(
                frame.key(), frame.tenantId(), frame.sourceId(), writer.now - frame.millis());
        List<TrackedObject> objects = analysis.step(state, frame, writer.of(frame.key()));
        metrics.following(frame.key(), state.tracks.size());
        return objects;
    }

    /** The buffer goes on, and then all ends. */
    void finish(SourceState state, String key, SourceAnalysis analysis, AnalysisWriter writer) {
        for (SourceFrame frame : state.buffer.all()) {
            step(analysis, state, frame, writer);
        }
        analysis.finish(state, writer.of(key));
        metrics.following(key, 0);
    }

    /** All ends, and nothing is kept of the source. */
    void remove(SourceState state, String key, SourceAnalysis analysis, AnalysisWriter writer) {
        finish(state, key, analysis, writer);
        analysis.remove(state, writer);
    }

    /** A source is no more, or disabled. */
    void forget(String key) {
        metrics.drop(key);
        live.forget(key);
    }

    /** Frames that waited for the definition of a source which turns out to be disabled. */
    void passOver(SourceState state) {
        for (int i = state.buffer.all().size(); i > 0; i--) {
            metrics.frame("inactive");
        }
    }
}
