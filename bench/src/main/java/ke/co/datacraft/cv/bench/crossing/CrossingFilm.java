package ke.co.datacraft.cv.bench.crossing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import ke.co.datacraft.cv.standalone.scenes.Scene;
import ke.co.datacraft.cv.standalone.scenes.SceneCondition;
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

    private static final int MEGAPIXELS = 100;

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

        int frames() {
            return fps * seconds;
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
            detections.add(detect(detector, frame));
        }
        return new CrossingFilm(truth, detections);
    }

    private static List<Detection> detect(ObjectDetector detector, SceneFrame frame) {
        byte[] jpeg = ImageFiles.encode(List.of(frame.image()), "jpg");
        ImageInfo info = ImageInspector.inspect(jpeg);
        int side = detector.minimumShortSide(info.width(), info.height());
        ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(MEGAPIXELS));
        try (DecodedImage image = decoder.decode(jpeg, info, 0, side)) {
            return detector.analyze(image, Map.of("confidence", "" + LEAST_CONFIDENCE))
                    .join()
                    .detections();
        }
    }
}
