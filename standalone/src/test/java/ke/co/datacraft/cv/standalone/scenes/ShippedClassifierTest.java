package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.classify.ImageClassifier;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import org.junit.jupiter.api.Test;

/** The classifier that comes with the project, on scenes that it has not seen. */
class ShippedClassifierTest {

    private static final long UNSEEN = 4_711;
    private static final int SCENES = 40;
    private static final int FRAMES_OF_A_SCENE = 4;

    @Test
    void tellsLightAndWeatherOfNineteenInTwentyPictures() {
        SceneSeries series = new SceneSeries(UNSEEN, 640, 360);
        int right = 0;
        try (ImageClassifier classifier =
                new ImageClassifier(
                        new ModelRepository(ModelRepositorySettings.of()).load("street-scenes"))) {
            for (int scene = 0; scene < SCENES; scene++) {
                SceneFrame frame = series.frame(scene * FRAMES_OF_A_SCENE);
                right += best(classifier, frame).equals(frame.condition().label()) ? 1 : 0;
            }
        }
        assertThat(right).isGreaterThanOrEqualTo(SCENES * 19 / 20);
    }

    private static String best(ImageClassifier classifier, SceneFrame frame) {
        byte[] jpeg = ImageFiles.encode(List.of(frame.image()), "jpg");
        ImageInfo info = ImageInspector.inspect(jpeg);
        try (DecodedImage image =
                new ImageDecoder(ImageLimits.ofMegapixels(4))
                        .decode(
                                jpeg,
                                info,
                                0,
                                classifier.minimumShortSide(info.width(), info.height()))) {
            return classifier.analyze(image, Map.of()).join().classes().get(0).label();
        }
    }
}
