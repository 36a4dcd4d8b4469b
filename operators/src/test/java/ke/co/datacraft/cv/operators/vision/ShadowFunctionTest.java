package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.TestingDetector;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.record.ModelChoice;
import ke.co.datacraft.cv.operators.record.ReferenceOutcome;
import ke.co.datacraft.cv.operators.record.ShadowRun;
import ke.co.datacraft.cv.operators.testing.TestingMetricGroup;
import ke.co.datacraft.cv.operators.type.ContractTypes;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.operators.async.AsyncWaitOperatorFactory;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trial of a real model, planned by the router. */
class ShadowFunctionTest {

    private static final String SHADOW = "0.9.0";
    private static final TaskRequest DETECTION = TaskRequest.of(Tasks.OBJECT_DETECTION);
    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);

    /** Static because functions travel serialized. */
    private static TestingVision vision;

    @TempDir Path folder;
    private String uri;

    @BeforeEach
    void start() throws IOException {
        TestingDetector.write(folder.resolve("models"), SHADOW, 0.6f);
        vision = new TestingVision(folder, null);
        uri = vision.image("a.png", SampleImages.png(64, 64, 1));
    }

    @AfterEach
    void stop() {
        vision.close();
    }

    private ReferenceOutcome outcome(TaskRequest... requests) throws Exception {
        ModelChoice choice = new ModelChoice(TestingDetector.VERSION, null, SHADOW);
        return vision.engine()
                .start(
                        TestingVision.admitted(TestingVision.reference(uri, requests))
                                .withModels(Map.of(TestingDetector.NAME, choice)),
                        vision.metrics())
                .outcome()
                .get(60, TimeUnit.SECONDS);
    }

    private static OneInputStreamOperatorTestHarness<ShadowRun, ImageResult> harness(
            int maxInFlight) throws Exception {
        long timeout = Duration.ofMinutes(1).toMillis();
        OneInputStreamOperatorTestHarness<ShadowRun, ImageResult> harness =
                new OneInputStreamOperatorTestHarness<>(
                        new AsyncWaitOperatorFactory<>(
                                new ShadowFunction(gpu -> vision.engine(), maxInFlight),
                                timeout,
                                10,
                                AsyncDataStream.OutputMode.UNORDERED),
                        ContractTypes.SHADOW_RUN.createSerializer(new SerializerConfigImpl()));
        harness.open();
        return harness;
    }

    @Test
    void theShadowSeesOnlyWhatConcernsItAndLeavesTheResultsAlone() throws Exception {
        ReferenceOutcome outcome = outcome(QUALITY, DETECTION);
        ShadowRun run;
        try (OneInputStreamOperatorTestHarness<ReferenceOutcome, ImageResult> router =
                ProcessFunctionTestHarnesses.forProcessFunction(new OutcomeRouterFunction())) {
            router.processElement(outcome, 0);
            assertThat(router.extractOutputValues()).isEqualTo(outcome.results());
            run = router.getSideOutput(OutputTags.SHADOW_RUNS).poll().getValue();
        }
        assertThat(run.admitted().reference().tasks()).containsExactly(DETECTION);
        assertThat(run.admitted().reference().priority()).isLessThan(1);

        try (OneInputStreamOperatorTestHarness<ShadowRun, ImageResult> harness = harness(1)) {
            harness.processElement(run, 0);
            harness.endInput();

            ImageResult trial = harness.extractOutputValues().get(0);
            assertThat(trial.imageId()).isEqualTo(outcome.results().get(0).imageId());
            assertThat(trial.tasks()).hasSize(1);
            assertThat(trial.tasks().get(0).model().version()).isEqualTo(SHADOW);
            assertThat(trial.tasks().get(0).objects().get(0).confidence()).isEqualTo(0.6);
        }
    }

    @Test
    void whatNamesItsVersionHasNoTrial() throws Exception {
        TaskRequest pinned =
                new TaskRequest(
                        Tasks.OBJECT_DETECTION,
                        TestingDetector.NAME + "@" + TestingDetector.VERSION,
                        Map.of());

        assertThat(ShadowPlan.of(outcome(pinned))).isNull();
        assertThat(ShadowPlan.of(outcome(QUALITY))).isNull();
        assertThat(ShadowPlan.of(vision.run(uri, DETECTION))).isNull();
    }

    @Test
    void moreThanMayBeUnderWayAreSkippedAndNobodyWaits() throws Exception {
        ShadowRun run = ShadowPlan.of(outcome(DETECTION));

        try (OneInputStreamOperatorTestHarness<ShadowRun, ImageResult> harness = harness(0)) {
            for (int i = 0; i < 100; i++) {
                harness.processElement(run, i);
            }
            harness.endInput();
            assertThat(harness.extractOutputValues()).isEmpty();
        }
    }

    @Test
    void agreementIsCountedByVersion() throws Exception {
        ReferenceOutcome outcome = outcome(DETECTION);
        ShadowRun run = ShadowPlan.of(outcome);
        TestingMetricGroup group = new TestingMetricGroup();
        List<ImageResult> trial =
                vision.engine()
                        .start(run.admitted(), vision.metrics())
                        .outcome()
                        .get(60, TimeUnit.SECONDS)
                        .results();

        new ShadowReport(group).compare(run, trial);

        List<TaskResult> found = trial.get(0).tasks();
        assertThat(group.value("cv_shadow_agreement{model=testing-detector@" + SHADOW + "}"))
                .isEqualTo(found.size());
        assertThat(
                        group.value(
                                "cv_shadow_inference_seconds{model=testing-detector@"
                                        + TestingDetector.VERSION
                                        + "}"))
                .isEqualTo(1);
    }
}
