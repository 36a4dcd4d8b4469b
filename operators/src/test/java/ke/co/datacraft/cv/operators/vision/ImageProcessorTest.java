package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.testing.SamplePdf;
import ke.co.datacraft.cv.operators.fetch.ByteBudget;
import ke.co.datacraft.cv.operators.fetch.FetchedBytes;
import ke.co.datacraft.cv.operators.settings.DocumentSettings;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ImageProcessorTest {

    private static final ImageLimits LIMITS = new ImageLimits(10_000_000);

    private final FakeResultCache cache = new FakeResultCache();
    private final ByteBudget decoded = new ByteBudget(100_000_000);
    private final PagePlanner planner =
            new PagePlanner(LIMITS, 10, DocumentSettings.DEFAULT, cache, "eng");
    private final ImageProcessor processor = new ImageProcessor(cache, decoded, Clock.systemUTC());
    private final VisionMetrics metrics = new VisionMetrics(new UnregisteredMetricsGroup());
    private boolean cancelled;

    private static PlannedTask planned(FakeAnalyzer analyzer, Map<String, String> parameters) {
        return new PlannedTask(new TaskRequest(analyzer.task(), null, parameters), analyzer);
    }

    private static PlannedTask planned(FakeAnalyzer analyzer) {
        return planned(analyzer, Map.of());
    }

    private List<ImageResult> process(byte[] bytes, PlannedTask... tasks) throws Exception {
        try (FetchedBytes file =
                new FetchedBytes(bytes, 1, 1, new ByteBudget(1).acquire(bytes.length))) {
            PreparedImage image =
                    planner.plan(
                            TestingVision.admitted(TestingVision.reference("file:/a.jpg")),
                            List.of(tasks),
                            file,
                            metrics);
            return processor.process(
                    image, new ImageProcessor.Context(7, 5_000_000, () -> cancelled, metrics));
        } finally {
            assertThat(decoded.used()).isZero();
        }
    }

    @Test
    void theModelIsToldThePriorityOfTheReference() throws Exception {
        FakeAnalyzer analyzer = FakeAnalyzer.findingNothing("first", 100);
        process(SampleImages.jpeg(64, 48, 1), planned(analyzer));

        assertThat(analyzer.priorities()).containsExactly(7);
    }

    @Test
    void whatTheCacheKnowsIsNotDoneAgain() throws Exception {
        byte[] bytes = SampleImages.jpeg(640, 480, 1);
        FakeAnalyzer first = FakeAnalyzer.findingNothing("first", 100);
        FakeAnalyzer second = FakeAnalyzer.findingNothing("second", 100);
        process(bytes, planned(first));

        List<TaskResult> tasks = process(bytes, planned(second), planned(first)).get(0).tasks();
        List<TaskResult> again = process(bytes, planned(second), planned(first)).get(0).tasks();

        assertThat(tasks).extracting(TaskResult::task).containsExactly("second", "first");
        assertThat(tasks).extracting(TaskResult::cached).containsExactly(false, true);
        assertThat(again).extracting(TaskResult::cached).containsExactly(true, true);
        assertThat(first.shownWidths()).hasSize(1);
        assertThat(second.shownWidths()).hasSize(1);
        assertThat(cache.results().values()).noneMatch(kept -> kept.get(0).cached());
    }

    @Test
    void otherContentParametersOrModelsAreOtherResults() throws Exception {
        FakeAnalyzer analyzer = FakeAnalyzer.findingNothing("first", 100);
        process(SampleImages.jpeg(64, 48, 1), planned(analyzer));
        process(SampleImages.jpeg(64, 48, 2), planned(analyzer));
        process(SampleImages.jpeg(64, 48, 1), planned(analyzer, Map.of("a", "b")));
        process(SampleImages.jpeg(64, 48, 1), planned(analyzer, Map.of("a", "c")));
        process(SampleImages.tiff(new int[] {30, 20}, new int[] {30, 20}), planned(analyzer));

        assertThat(analyzer.shownWidths()).hasSize(6);
        assertThat(cache.results()).hasSize(6);
    }

    @Test
    void aPageAtAnotherResolutionIsAnotherResult() throws Exception {
        byte[] pdf = SamplePdf.text("one");
        FakeAnalyzer analyzer = FakeAnalyzer.findingNothing("first", 100);
        FakeAnalyzer sharp = FakeAnalyzer.findingNothing("sharp", 100);

        process(pdf, planned(analyzer));
        process(pdf, planned(analyzer), planned(sharp, Map.of("dpi", "300")));
        process(pdf, planned(analyzer));

        assertThat(analyzer.shownWidths()).as("288 points").containsExactly(800, 1200);
        assertThat(sharp.shownWidths()).containsExactly(1200);
    }

    @Test
    void decodesAsSmallAsTheRemainingTasksAllow() throws Exception {
        byte[] bytes = SampleImages.jpeg(640, 480, 1);
        FakeAnalyzer small = FakeAnalyzer.findingNothing("small", 50);
        FakeAnalyzer medium = FakeAnalyzer.findingNothing("medium", 200);
        FakeAnalyzer whole = FakeAnalyzer.findingNothing("whole", Integer.MAX_VALUE);

        process(bytes, planned(small));
        process(bytes, planned(whole), planned(small, Map.of("a", "b")));
        process(bytes, planned(whole), planned(medium), planned(small));

        assertThat(small.shownWidths()).containsExactly(80, 640);
        assertThat(whole.shownWidths()).containsExactly(640);
        assertThat(medium.shownWidths()).containsExactly(320);
    }

    @Test
    void aBombIsFoundBeforeAnythingIsDone() throws Exception {
        byte[] bytes = SampleImages.pngBomb(60_000, 60_000);
        try (FetchedBytes file = new FetchedBytes(bytes, 1, 1, new ByteBudget(1).acquire(1))) {
            assertThatThrownBy(
                            () ->
                                    planner.plan(
                                            TestingVision.admitted(
                                                    TestingVision.reference("file:/a.png")),
                                            List.of(),
                                            file,
                                            metrics))
                    .isInstanceOf(InferenceException.class)
                    .hasMessageContaining("60000 x 60000");
        }
    }

    @Test
    void oneTaskThatFailsFailsTheImage() {
        FakeAnalyzer good = FakeAnalyzer.findingNothing("good", 50);
        FakeAnalyzer bad =
                new FakeAnalyzer(
                        "bad",
                        50,
                        image -> {
                            throw new InferenceException(
                                    InferenceException.Reason.ANALYSIS_FAILED, "out of ideas");
                        });

        assertThatThrownBy(() -> process(SampleImages.jpeg(64, 48, 1), planned(good), planned(bad)))
                .isInstanceOf(InferenceException.class)
                .hasMessage("out of ideas");
        assertThat(cache.results()).as("the good half stays for a retry").hasSize(1);
    }

    @Test
    void tellsWhereTheTimeWent() throws Exception {
        TaskResult task =
                process(
                                SampleImages.jpeg(64, 48, 1),
                                planned(FakeAnalyzer.findingNothing("one", 50)))
                        .get(0)
                        .tasks()
                        .get(0);

        assertThat(task.timings().queueMs()).isEqualTo(5);
        assertThat(task.timings().preprocessMs()).isEqualTo(1);
        assertThat(task.timings().inferenceMs()).isEqualTo(2);
        assertThat(task.timings().postprocessMs()).isEqualTo(3);
    }

    @Test
    void stopsWhenNobodyWaitsAnyMore() {
        FakeAnalyzer never = FakeAnalyzer.findingNothing("never", 50);
        cancelled = true;

        assertThatThrownBy(() -> process(SampleImages.jpeg(64, 48, 1), planned(never)))
                .isInstanceOf(CancellationException.class);
        assertThat(never.shownWidths()).isEmpty();
    }
}
