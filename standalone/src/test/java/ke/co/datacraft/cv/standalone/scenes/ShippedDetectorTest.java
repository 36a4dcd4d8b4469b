package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;
import org.junit.jupiter.api.Test;

/** The model that comes with the project, on scenes that it has not seen. */
class ShippedDetectorTest {

    private static final long UNSEEN = 31_337;
    private static final int FRAMES = 120;

    private static LoadedModel load() {
        return new ModelRepository(ModelRepositorySettings.of()).load("street-objects");
    }

    @Test
    void reachesItsAveragePrecisionOnScenesItHasNotSeen() {
        SceneSeries series = new SceneSeries(UNSEEN, 960, 540);
        DetectionScore score = new DetectionScore();
        try (ObjectDetector detector = new ObjectDetector(load())) {
            for (int number = 0; number < FRAMES; number++) {
                SceneFrame frame = series.frame(number);
                score.add(frame.objects(), detect(detector, frame));
            }
        }
        assertThat(score.meanAveragePrecision()).as("mAP50").isGreaterThan(0.94);
        for (ObjectKind kind : ObjectKind.values()) {
            assertThat(score.of(kind).truths()).as(kind.label()).isPositive();
            assertThat(score.of(kind).value()).as("AP50 of " + kind.label()).isGreaterThan(0.85);
        }
    }

    private static List<Detection> detect(ObjectDetector detector, SceneFrame frame) {
        byte[] jpeg = ImageFiles.encode(List.of(frame.image()), "jpg");
        ImageInfo info = ImageInspector.inspect(jpeg);
        try (DecodedImage image =
                new ImageDecoder(ImageLimits.ofMegapixels(4))
                        .decode(
                                jpeg,
                                info,
                                0,
                                detector.minimumShortSide(info.width(), info.height()))) {
            return detector.analyze(image, Map.of("confidence", "0.02")).join().detections();
        }
    }

    @Test
    void namesItsClassesInTheGraphAsInTheManifest() {
        try (LoadedModel model = load()) {
            assertThat(model.manifest().labels().names()).isEqualTo(ObjectKind.labels());
            assertThat(model.identity().version()).isEqualTo("1.1.0");
        }
    }
}
