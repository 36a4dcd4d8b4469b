package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;

import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.model.LoadedModel;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
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
                score.add(frame.objects(), SceneDetections.of(detector, frame, 0.02f));
            }
        }
        assertThat(score.meanAveragePrecision()).as("mAP50").isGreaterThan(0.94);
        for (ObjectKind kind : ObjectKind.values()) {
            assertThat(score.of(kind).truths()).as(kind.label()).isPositive();
            assertThat(score.of(kind).value()).as("AP50 of " + kind.label()).isGreaterThan(0.85);
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
