package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.TrackingSettings;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.ByteTracker;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.inference.track.TrackerOptions;
import ke.co.datacraft.cv.inference.track.TrackerStep;
import ke.co.datacraft.cv.operators.record.SourceFrame;
import ke.co.datacraft.cv.operators.settings.SourceAnalyticsSettings;

/**
 * What is done with the frames of one source, one after the other: tracks, events, counts. A
 * function of frames and definitions; for one thread.
 */
public final class SourceAnalysis {

    /** Of a class that the tracker takes at once: anything above the least confidence counts. */
    private static final double HIGH_SHARE = 0.5;

    /** Wider than ByteTrack's for 30 frames per second: the motion gate keeps others out. */
    private static final double MATCH = 0.9;

    private final String tenantId;
    private final String sourceId;
    private final Set<String> labels;
    private final ByteTracker tracker;
    private final int maxTracks;
    private final SceneAnalytics scene;
    private final WindowOptions windows;

    /** Takes what comes of the frames. */
    public interface Output extends WindowSink {

        /** A message of an event, without its process time. */
        void event(AnalyticsEvent event);

        /** Detections that were not followed, as the source has too many objects. */
        default void refusedTracks(long refused) {
            // Of use for figures alone.
        }

        /** How many objects there are, when that has changed. */
        void counts(SourceCounts counts);
    }

    /**
     * The analysis of a source.
     *
     * @param zones zones and lines of the source
     * @param settings what holds where the definition says nothing
     */
    public SourceAnalysis(
            SourceDefinition source, List<ZoneDefinition> zones, SourceAnalyticsSettings settings) {
        this.tenantId = source.tenantId();
        this.sourceId = source.id();
        TrackingSettings own =
                source.tracking() == null
                        ? new TrackingSettings(null, null, null, null, null)
                        : source.tracking();
        SourceAnalyticsSettings.TrackingDefaults defaults = settings.tracking();
        this.labels = Set.copyOf(own.labels());
        this.maxTracks = settings.maxTracks();
        this.tracker =
                new ByteTracker(
                        options(
                                or(own.minConfidence(), defaults.minConfidence()),
                                or(own.lostSeconds(), defaults.lostSeconds())),
                        maxTracks);
        this.scene =
                new SceneAnalytics(
                        tenantId,
                        sourceId,
                        zones,
                        settings.scene()
                                .withGate(
                                        or(own.eventConfidence(), defaults.eventConfidence()),
                                        own.eventFrames() == null
                                                ? defaults.eventFrames()
                                                : own.eventFrames()));
        this.windows = settings.windows().withEmitSeconds(settings.emit().toMillis() / 1000.0);
    }

    private static double or(Double own, double otherwise) {
        return own == null ? otherwise : own;
    }

    /**
     * A track is told of at once: the scene decides when an object is sure enough to count, and
     * then makes good what it did before.
     */
    private static TrackerOptions options(double minConfidence, double lostSeconds) {
        double high = Math.max(minConfidence, HIGH_SHARE);
        return TrackerOptions.DEFAULT
                .withConfidences(Math.min(minConfidence, high), high)
                .withLostSeconds(Math.max(0.001, lostSeconds))
                .withMotionGate(MATCH)
                .withConfirmFrames(1);
    }

    /**
     * Takes the next frame in. What is followed is known by its pixels, which another size of
     * picture has elsewhere: with it everything ends, and begins anew.
     *
     * @return the objects that are seen in it, with their tracks
     */
    public List<TrackedObject> step(SourceState state, SourceFrame frame, Output output) {
        Instant time = Instant.ofEpochMilli(frame.millis());
        if (state.scene.isOfAnotherSize(frame.image())) {
            finish(state, output);
        }
        List<Detection> wanted = wanted(frame);
        List<Detection> detections = surest(wanted);
        long refused = tracker.refused() - wanted.size() + detections.size();
        TrackerStep tracks =
                tracker.step(
                        state.tracks,
                        time,
                        detections,
                        frame.image().width(),
                        frame.image().height());
        if (tracker.refused() > refused) {
            output.refusedTracks(tracker.refused() - refused);
        }
        Observer observer = new Observer(state, time, output);
        scene.step(
                state.scene,
                new TrackedFrame(time, frame.imageId(), frame.uri(), frame.image(), tracks),
                observer);
        observer.tellCounts();
        return tracks.observed();
    }

    private List<Detection> wanted(SourceFrame frame) {
        return labels.isEmpty()
                ? frame.detections()
                : frame.detections().stream()
                        .filter(detection -> labels.contains(detection.label()))
                        .toList();
    }

    /** No more than may be followed: to match them costs more than their number. */
    private List<Detection> surest(List<Detection> detections) {
        return detections.size() <= maxTracks
                ? detections
                : detections.stream()
                        .sorted(Comparator.comparing(Detection::confidence).reversed())
                        .limit(maxTracks)
                        .toList();
    }

    /** Nothing more comes, for now or for ever: everything that goes on ends. */
    public void finish(SourceState state, Output output) {
        tracker.finish(state.tracks);
        Observer observer = new Observer(state, null, output);
        scene.finish(state.scene, observer);
        observer.counter.finish();
        observer.tellCounts();
    }

    /** The source is no more: so is what was told of how many objects it had. */
    void remove(SourceState state, Output output) {
        if (!state.counts.isEmpty()) {
            Instant time = Instant.ofEpochMilli(state.scene.lastMillis);
            output.counts(new SourceCounts(tenantId, sourceId, time, state.counts, true));
        }
    }

    /** Shares what the scene tells between events, counts and windows. */
    private final class Observer implements SceneObserver {

        private final SourceState state;
        private final Instant now;
        private final Output output;
        private final WindowAggregator counter;
        private final Map<String, Integer> present = new TreeMap<>();

        Observer(SourceState state, Instant now, Output output) {
            this.state = state;
            this.now = now;
            this.output = output;
            this.counter = new WindowAggregator(state.windows, tenantId, sourceId, windows, output);
        }

        void tellCounts() {
            Map<String, Integer> told = new TreeMap<>(present);
            state.counts.forEach(
                    (label, before) -> {
                        if (before > 0) {
                            told.putIfAbsent(label, 0);
                        }
                    });
            boolean changed =
                    told.entrySet().stream()
                            .anyMatch(
                                    count ->
                                            !count.getValue()
                                                    .equals(state.counts.get(count.getKey())));
            if (changed) {
                Instant time = now == null ? Instant.ofEpochMilli(state.scene.lastMillis) : now;
                output.counts(new SourceCounts(tenantId, sourceId, time, told, false));
                state.counts.putAll(told);
            }
        }

        @Override
        public void frame(Instant time) {
            counter.frame(time);
        }

        @Override
        public void event(AnalyticsEvent event) {
            output.event(event);
        }

        @Override
        public void present(Instant time, long trackId, String label, double x, double y) {
            counter.present(time, trackId, label, x, y);
            if (time.equals(now)) {
                present.merge(label, 1, Integer::sum);
            }
        }

        @Override
        public void inside(Instant time, String zoneId, long trackId, String label) {
            counter.inside(time, zoneId, trackId, label);
        }

        @Override
        public void entered(Instant time, String zoneId, long trackId, String label) {
            counter.entered(time, zoneId, trackId, label);
        }

        @Override
        public void exited(
                Instant time, String zoneId, long trackId, String label, double dwellSeconds) {
            counter.exited(time, zoneId, trackId, label, dwellSeconds);
        }

        @Override
        public void crossed(
                Instant time,
                String lineId,
                long trackId,
                String label,
                CrossingDirection direction) {
            counter.crossed(time, lineId, trackId, label, direction);
        }
    }
}
