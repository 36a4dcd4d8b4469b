package ke.co.datacraft.cv.bench.mot;

import java.util.List;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.track.TrackedObject;

/** Follows the objects of one sequence. */
public interface MotTracker {

    /** Takes the next frame in and answers the objects that are in it. */
    List<TrackedObject> step(List<Detection> detections);
}
