package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.settings.BatchSettings;
import ke.co.datacraft.cv.operators.settings.InferenceSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The runtime with merged runs, as on a graphics card, from references to results. */
class MergedRunsTest {

    private static final int REFERENCES = 20;
    private static final TaskRequest DETECTION = TaskRequest.of(Tasks.OBJECT_DETECTION);

    @TempDir Path folder;

    private static AnalyzerFactory merging(InferenceSettings settings) {
        return new ModelAnalyzers(
                new InferenceSettings(
                        settings.modelPaths(),
                        settings.detectionModel(),
                        settings.ocrModel(),
                        settings.ocrLanguages(),
                        settings.tessdataPath(),
                        settings.inferenceThreads(),
                        settings.useGpu(),
                        settings.gpuDevice(),
                        settings.accelerator(),
                        new BatchSettings("true", 4, Duration.ZERO, 1, Duration.ofMinutes(1)),
                        settings.taskModels()));
    }

    @Test
    void everyReferenceHasItsResult() throws Exception {
        TestingVision vision = new TestingVision(folder, null, MergedRunsTest::merging);
        TestingDetector.writePerPicture(folder.resolve("models"));
        try {
            List<CompletableFuture<ReferenceOutcome>> outcomes = new ArrayList<>();
            for (int number = 0; number < REFERENCES; number++) {
                byte[] png = SampleImages.png(20 + number, 30, number);
                String uri = vision.image(number + ".png", png);
                outcomes.add(
                        vision.engine()
                                .start(
                                        TestingVision.admitted(
                                                TestingVision.reference(uri, DETECTION)),
                                        vision.metrics())
                                .outcome());
            }
            for (CompletableFuture<ReferenceOutcome> outcome : outcomes) {
                ReferenceOutcome done = outcome.get(60, TimeUnit.SECONDS);
                assertThat(done.succeeded()).isTrue();
                assertThat(done.results().get(0).tasks().get(0).objects())
                        .anyMatch(object -> object.label().equals("box"));
            }
            assertThat(vision.engine().batching(TestingDetector.NAME).requests())
                    .isGreaterThanOrEqualTo(REFERENCES);
        } finally {
            vision.close();
        }
    }
}
