package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ResultBox;
import ke.co.datacraft.cv.contracts.ResultEvent;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import ke.co.datacraft.cv.operators.record.SourceFrame;

/**
 * Shows objects with their tracks live: of the newest frame of a source, and not more often than a
 * picture needs. For eyes alone, so the clock decides which frames are told.
 */
final class LiveTracks {

    private final long pauseMillis;
    private final AnalyticsMetrics metrics;

    /** Processing time of the last one of each source. */
    private final Map<String, Long> told = new HashMap<>();

    /**
     * @param pauseMillis least time between two frames of a source, 0 to show none
     */
    LiveTracks(long pauseMillis, AnalyticsMetrics metrics) {
        this.pauseMillis = pauseMillis;
        this.metrics = metrics;
    }

    /** The newest frame of a source is analysed. */
    void show(SourceFrame frame, List<TrackedObject> objects, AnalysisWriter writer) {
        if (pauseMillis == 0) {
            return;
        }
        Long last = told.get(frame.key());
        // A clock that was set back makes no long pause.
        if (last != null && writer.now >= last && writer.now - last < pauseMillis) {
            metrics.live("left_out");
            return;
        }
        told.put(frame.key(), writer.now);
        metrics.live("told");
        writer.tracks(event(frame, objects, writer.now));
    }

    private static TracksEvent event(SourceFrame frame, List<TrackedObject> objects, long now) {
        List<TrackedObject> shown = objects;
        if (objects.size() > ResultEvent.MAX_BOXES) {
            shown = new ArrayList<>(objects);
            shown.sort(Comparator.comparing(TrackedObject::confidence).reversed());
            shown = shown.subList(0, ResultEvent.MAX_BOXES);
        }
        return new TracksEvent(
                ContractCodec.SCHEMA_VERSION,
                frame.imageId(),
                frame.tenantId(),
                frame.sourceId(),
                frame.image(),
                Instant.ofEpochMilli(frame.millis()),
                Instant.ofEpochMilli(now),
                objects.size(),
                shown.stream().map(LiveTracks::box).toList());
    }

    private static ResultBox box(TrackedObject object) {
        return new ResultBox(
                "object",
                object.label(),
                EventBook.share(object.confidence()),
                EventBook.box(object.box()),
                object.trackId());
    }

    /** A source is no more. */
    void forget(String key) {
        told.remove(key);
    }
}
