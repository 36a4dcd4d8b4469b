package ke.co.datacraft.cv.bench.crossing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.standalone.scenes.Scene;
import ke.co.datacraft.cv.standalone.scenes.SceneCondition;
import ke.co.datacraft.cv.standalone.scenes.SceneDetections;
import ke.co.datacraft.cv.standalone.scenes.SceneFrame;
import ke.co.datacraft.cv.standalone.scenes.SceneObject;
import ke.co.datacraft.cv.standalone.scenes.StreetPlan;

/**
 * A film of a simulated crossing, and what a detector found on its JPEGs.
 *
 * @param truth what is to be seen, frame by frame
 * @param detections what was found, frame by frame
 */
record CrossingFilm(List<List<SceneObject>> truth, List<List<Detection>> detections) {

    /** Low, so that the same detections serve any confidence asked for later. */
    static final float LEAST_CONFIDENCE = 0.05f;

    /**
     * How a crossing is filmed.
     *
     * @param seed of its traffic
     * @param width of a frame in pixels
     * @param height of a frame in pixels
     * @param fps frames per second
     * @param seconds of the film
     * @param light and weather
     */
    record Take(long seed, int width, int height, int fps, int seconds, SceneCondition light) {

        Take {
            if (fps < 1 || seconds < 1) {
                throw new IllegalArgumentException(
                        "A film of " + seconds + " s at " + fps + " per second: give 1 and more");
            }
        }

        int frames() {
            return fps * seconds;
        }

        /** Another film has another name. */
        String name() {
            return String.format(
                    Locale.ROOT,
                    "crossing-%d-%dx%d-%dfps-%ds-%s",
                    seed,
                    width,
                    height,
                    fps,
                    seconds,
                    light.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Draws and looks at every frame, one after the other. */
    static CrossingFilm of(Take take, ObjectDetector detector) {
        Scene scene =
                new Scene(
                        take.seed(),
                        StreetPlan.CROSSING,
                        take.width(),
                        take.height(),
                        take.light());
        List<List<SceneObject>> truth = new ArrayList<>();
        List<List<Detection>> detections = new ArrayList<>();
        for (int number = 0; number < take.frames(); number++) {
            SceneFrame frame = scene.frame((double) number / take.fps());
            truth.add(frame.objects());
            detections.add(SceneDetections.of(detector, frame, LEAST_CONFIDENCE));
        }
        return new CrossingFilm(truth, detections);
    }
}
