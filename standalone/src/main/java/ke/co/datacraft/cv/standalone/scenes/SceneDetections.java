package ke.co.datacraft.cv.standalone.scenes;

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

/** What a detector finds on a frame the way it serves: on a JPEG, decoded for its input. */
public final class SceneDetections {

    private static final int MEGAPIXELS = 100;

    private SceneDetections() {}

    /**
     * Encodes, decodes and looks.
     *
     * @param leastConfidence 0..1
     */
    public static List<Detection> of(
            ObjectDetector detector, SceneFrame frame, float leastConfidence) {
        byte[] jpeg = ImageFiles.encode(List.of(frame.image()), "jpg");
        ImageInfo info = ImageInspector.inspect(jpeg);
        int shortSide = detector.minimumShortSide(info.width(), info.height());
        ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(MEGAPIXELS));
        try (DecodedImage image = decoder.decode(jpeg, info, 0, shortSide)) {
            return detector.analyze(image, Map.of("confidence", Float.toString(leastConfidence)))
                    .join()
                    .detections();
        }
    }
}
