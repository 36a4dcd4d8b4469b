package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.image.Sha256;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ModelChoice;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two versions side by side in the real runtime; the newest is the default, and the test says when
 * the other is loaded.
 */
class HotSwapTest {

    private static final String OTHER = "0.9.0";
    private static final TaskRequest DETECTION = TaskRequest.of(Tasks.OBJECT_DETECTION);

    @TempDir Path folder;

    private final CountDownLatch mayLoad = new CountDownLatch(1);
    private TestingVision vision;
    private String uri;

    @BeforeEach
    void start() throws IOException {
        TestingDetector.write(folder.resolve("models"), OTHER, 0.6f);
        vision = new TestingVision(folder, null, Loading::new);
        uri = vision.image("a.png", SampleImages.png(64, 64, 1));
    }

    @AfterEach
    void stop() {
        mayLoad.countDown();
        vision.close();
    }

    /** The real analyzers, save that the second version loads when it may. */
    private final class Loading implements AnalyzerFactory {
        private final ModelAnalyzers analyzers;

        Loading(InferenceSettings settings) {
            analyzers = new ModelAnalyzers(settings);
        }

        @Override
        public String key(String task, String model) {
            return analyzers.key(task, model);
        }

        @Override
        public String unversioned(String task, String model) {
            return analyzers.unversioned(task, model);
        }

        @Override
        public Set<String> tasks(String model) {
            return analyzers.tasks(model);
        }

        @Override
        public Analyzer open(String task, String model) {
            if (model != null && model.endsWith(OTHER)) {
                try {
                    mayLoad.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return analyzers.open(task, model);
        }
    }

    private ReferenceOutcome run(ModelChoice choice, TaskRequest request) throws Exception {
        AdmittedReference admitted = TestingVision.admitted(TestingVision.reference(uri, request));
        return vision.engine()
                .start(
                        choice == null
                                ? admitted
                                : admitted.withModels(Map.of(TestingDetector.NAME, choice)),
                        vision.metrics())
                .outcome()
                .get(60, TimeUnit.SECONDS);
    }

    private static TaskResult task(ReferenceOutcome outcome) {
        assertThat(outcome.failure()).isNull();
        return outcome.results().get(0).tasks().get(0);
    }

    private static ModelReference reference(String version, float confidence) {
        return new ModelReference(
                TestingDetector.NAME, version, Sha256.hex(TestingDetector.model(confidence)));
    }

    @Test
    void theOldVersionServesWhileTheNewOneLoadsBesideIt() throws Exception {
        assertThat(task(run(null, DETECTION)).model())
                .isEqualTo(reference(TestingDetector.VERSION, 0.9f));

        CompletableFuture<ModelLease> next =
                vision.engine().prepare(TestingDetector.NAME + "@" + OTHER);
        TaskResult during = task(run(null, DETECTION));
        assertThat(next).isNotDone();
        assertThat(during.model()).isEqualTo(reference(TestingDetector.VERSION, 0.9f));
        assertThat(during.objects().get(0).confidence()).isEqualTo(0.9);

        mayLoad.countDown();
        try (ModelLease lease = next.get(60, TimeUnit.SECONDS)) {
            TaskResult after = task(run(new ModelChoice(OTHER, null, null), DETECTION));
            assertThat(after.model()).isEqualTo(reference(OTHER, 0.6f));
            assertThat(after.objects().get(0).confidence()).isEqualTo(0.6);
            assertThat(vision.engine().loadedModels()).isEqualTo(2);
        }
    }

    @Test
    void aVersionThatTheRequestNamesIsNotTouched() throws Exception {
        TaskRequest pinned =
                new TaskRequest(
                        Tasks.OBJECT_DETECTION,
                        TestingDetector.NAME + "@" + TestingDetector.VERSION,
                        Map.of());

        assertThat(task(run(new ModelChoice(OTHER, null, null), pinned)).model().version())
                .isEqualTo(TestingDetector.VERSION);
    }

    @Test
    void aChosenVersionThatIsGoneIsStoodInForByTheOneBefore() throws Exception {
        mayLoad.countDown();

        assertThat(task(run(new ModelChoice("3.0.0", OTHER, null), DETECTION)).model().version())
                .isEqualTo(OTHER);
        assertThat(task(run(new ModelChoice("3.0.0", null, null), DETECTION)).model().version())
                .isEqualTo(TestingDetector.VERSION);
    }

    @Test
    void whatCannotBeLoadedSaysSo() {
        assertThat(vision.engine().prepare(TestingDetector.NAME + "@3.0.0"))
                .failsWithin(Duration.ofSeconds(60))
                .withThrowableThat()
                .havingRootCause()
                .withMessageContaining("known versions of testing-detector: 0.9.0, 1.0.0");
    }
}
