package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.CrossingDirection;

/**
 * Told what the analysis of a scene sees. Frames come in event-time order; between a frame and the
 * next comes what was found out at it, which may have happened before: a stay is told of when it is
 * confirmed, and an object that becomes sure enough to count tells all that it did until then.
 */
public interface SceneObserver {

    /** A frame begins. */
    void frame(Instant time);

    /** A message of an event, ready for {@code cv.events} but for its process time. */
    void event(AnalyticsEvent event);

    /**
     * An object that is sure enough to count is in the frame.
     *
     * @param x normalised, of the middle of the box's lower edge
     * @param y normalised, likewise
     */
    void present(Instant time, long trackId, String label, double x, double y);

    /** It counts as inside a zone at this frame; also told at the frame of its entry. */
    void inside(Instant time, String zoneId, long trackId, String label);

    /** It entered a zone; the time is that of the first frame inside. */
    void entered(Instant time, String zoneId, long trackId, String label);

    /**
     * Its stay is over.
     *
     * @param time of the last frame inside
     * @param dwellSeconds from the first frame inside to the last
     */
    void exited(Instant time, String zoneId, long trackId, String label, double dwellSeconds);

    /** It crossed a line, once. */
    void crossed(
            Instant time, String lineId, long trackId, String label, CrossingDirection direction);
}
