package ke.co.datacraft.cv.operators.vision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.operators.fetch.ByteBudget;
import ke.co.datacraft.cv.operators.fetch.FetchedBytes;
import ke.co.datacraft.cv.operators.settings.DocumentSettings;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class ChainTest {

    private static final ImageLimits LIMITS = new ImageLimits(10_000_000);

    private final FakeResultCache cache = new FakeResultCache();
    private final ByteBudget decoded = new ByteBudget(100_000_000);
    private final PagePlanner planner =
            new PagePlanner(LIMITS, 10, DocumentSettings.DEFAULT, cache, "eng");
    private final ImageProcessor processor = new ImageProcessor(cache, decoded, Clock.systemUTC());
    private final VisionMetrics metrics = new VisionMetrics(new UnregisteredMetricsGroup());

    /** Finds boxes at the same places of every picture, given in pixels of its original. */
    private static FakeAnalyzer finding(String task, int shortSide, Detection... detections) {
        return new FakeAnalyzer(
                task,
                shortSide,
                image -> new Analysis.Objects(List.of(detections), FakeAnalyzer.TIMINGS));
    }

    private static Detection detection(String label, float confidence, float... box) {
        return new Detection(0, label, confidence, new BoundingBox(box[0], box[1], box[2], box[3]));
    }

    private static PlannedTask step(FakeAnalyzer analyzer, RegionSource on) {
        return new PlannedTask(
                new TaskRequest(analyzer.task(), null, Map.of(), null, on), analyzer);
    }

    private List<TaskResult> process(byte[] bytes, PlannedTask... steps) throws Exception {
        try (FetchedBytes file =
                new FetchedBytes(bytes, 1, 1, new ByteBudget(1).acquire(bytes.length))) {
            PreparedImage image =
                    planner.plan(
                            TestingVision.admitted(TestingVision.reference("file:/a.jpg")),
                            List.of(steps),
                            file,
                            metrics);
            return processor
                    .process(image, new ImageProcessor.Context(0, () -> false, metrics))
                    .get(0)
                    .tasks();
        } finally {
            assertThat(decoded.used()).isZero();
        }
    }

    @Test
    void oneResultPerRegionInPixelsOfTheImage() throws Exception {
        FakeAnalyzer cars =
                finding(
                        "cars",
                        100,
                        detection("car", 0.9f, 100, 50, 40, 20),
                        detection("bus", 0.8f, 300, 200, 60, 50),
                        detection("car", 0.7f, 10, 20, 30, 40));
        FakeAnalyzer plates = finding("plates", 1, detection("plate", 0.5f, 5, 6, 7, 8));

        List<TaskResult> results =
                process(
                        SampleImages.png(640, 480, 1),
                        step(cars, null),
                        step(plates, new RegionSource("cars", List.of("car"), 0.5, null)));

        assertThat(results)
                .extracting(TaskResult::task)
                .containsExactly("cars", "plates", "plates");
        assertThat(results.get(1).region().index()).isZero();
        assertThat(results.get(1).region().label()).isEqualTo("car");
        assertThat(results.get(1).region().bbox()).isEqualTo(List.of(80.0, 40.0, 80.0, 40.0));
        assertThat(results.get(1).objects().get(0).bbox()).isEqualTo(List.of(85.0, 46.0, 7.0, 8.0));
        assertThat(results.get(2).region().index()).isEqualTo(2);
        assertThat(results.get(2).region().bbox()).isEqualTo(List.of(0.0, 0.0, 55.0, 80.0));
        assertThat(plates.shownWidths()).containsExactly(80, 55);
    }

    @Test
    void chainsHaveSeveralLevels() throws Exception {
        FakeAnalyzer cars =
                finding(
                        "cars",
                        100,
                        detection("car", 0.9f, 100, 50, 200, 100),
                        detection("car", 0.8f, 300, 200, 200, 100));
        FakeAnalyzer plates =
                finding(
                        "plates",
                        1,
                        detection("plate", 0.9f, 10, 20, 50, 30),
                        detection("plate", 0.8f, 100, 50, 50, 30));
        FakeAnalyzer letters = finding("letters", 1, detection("A", 0.9f, 1, 2, 3, 4));

        List<TaskResult> results =
                process(
                        SampleImages.png(640, 480, 1),
                        step(cars, null),
                        step(plates, RegionSource.of("cars")),
                        step(letters, RegionSource.of("plates")));

        List<TaskResult> read = results.subList(3, results.size());
        assertThat(read).extracting(one -> one.region().index()).containsExactly(0, 1, 2, 3);
        assertThat(read).extracting(one -> one.region().step()).containsOnly("plates");
        assertThat(read)
                .extracting(one -> one.objects().get(0).bbox())
                .containsExactly(
                        List.of(111.0, 72.0, 3.0, 4.0),
                        List.of(201.0, 102.0, 3.0, 4.0),
                        List.of(311.0, 222.0, 3.0, 4.0),
                        List.of(401.0, 252.0, 3.0, 4.0));
    }

    @Test
    void nothingFoundGivesNoResultOfTheChainedStep() throws Exception {
        FakeAnalyzer cars = finding("cars", 100);
        FakeAnalyzer plates = finding("plates", 1);

        List<TaskResult> results =
                process(
                        SampleImages.png(640, 480, 1),
                        step(cars, null),
                        step(plates, RegionSource.of("cars")));

        assertThat(results).extracting(TaskResult::task).containsExactly("cars");
        assertThat(plates.shownWidths()).isEmpty();
    }

    @Test
    void theImageIsDecodedAgainOnlyWhenACropNeedsMorePixels() throws Exception {
        byte[] jpeg = SampleImages.jpeg(640, 480, 1);
        FakeAnalyzer cars = finding("cars", 60, detection("car", 0.9f, 100, 40, 320, 240));
        FakeAnalyzer easy = finding("easy", 30, detection("a", 0.9f, 16, 16, 32, 32));
        FakeAnalyzer half = finding("half", 120);
        FakeAnalyzer sharp = finding("sharp", Integer.MAX_VALUE);

        List<TaskResult> results =
                process(
                        jpeg,
                        step(cars, null),
                        step(easy, RegionSource.of("cars")),
                        step(half, RegionSource.of("cars")),
                        step(sharp, RegionSource.of("cars")));

        assertThat(cars.shownWidths()).containsExactly(80);
        // At an eighth the crop begins in column 12 and ends before column 53.
        assertThat(easy.shownWidths()).containsExactly(41);
        assertThat(half.shownWidths()).containsExactly(160);
        assertThat(sharp.shownWidths()).containsExactly(320);
        assertThat(results.get(1).objects().get(0).bbox())
                .as("measured from where the view begins, 96, not from the region, 100")
                .isEqualTo(List.of(112.0, 56.0, 32.0, 32.0));
    }

    @Test
    void aChainInTheCacheIsNotDoneAgain() throws Exception {
        byte[] bytes = SampleImages.jpeg(640, 480, 1);
        FakeAnalyzer cars = finding("cars", 60, detection("car", 0.9f, 100, 40, 320, 240));
        FakeAnalyzer plates = finding("plates", 30, detection("a", 0.9f, 16, 16, 32, 32));
        process(bytes, step(cars, null), step(plates, RegionSource.of("cars")));
        TaskRequest renamed = new TaskRequest("cars", null, Map.of(), "vehicles", null);

        List<TaskResult> again =
                process(
                        bytes,
                        new PlannedTask(renamed, cars),
                        step(plates, RegionSource.of("vehicles")));

        assertThat(again).extracting(TaskResult::cached).containsExactly(true, true);
        assertThat(again.get(0).step()).isEqualTo("vehicles");
        assertThat(again.get(1).region().step()).isEqualTo("vehicles");
        assertThat(cars.shownWidths()).hasSize(1);
        assertThat(plates.shownWidths()).hasSize(1);
    }

    @Test
    void whateverChangesTheRegionsIsAnotherResult() throws Exception {
        byte[] bytes = SampleImages.jpeg(640, 480, 1);
        FakeAnalyzer cars = finding("cars", 60, detection("car", 0.9f, 100, 40, 320, 240));
        FakeAnalyzer plates = finding("plates", 30);
        TaskRequest other = new TaskRequest("cars", null, Map.of("confidence", "0.1"));

        process(bytes, step(cars, null), step(plates, RegionSource.of("cars")));
        process(
                bytes,
                step(cars, null),
                step(plates, new RegionSource("cars", null, 0.1, null)),
                step(FakeAnalyzer.findingNothing("none", 1), RegionSource.of("cars")));
        process(bytes, step(cars, null), step(plates, new RegionSource("cars", null, null, 1)));
        process(
                bytes,
                step(cars, null),
                step(plates, new RegionSource("cars", List.of("car"), null, null)));
        process(bytes, new PlannedTask(other, cars), step(plates, RegionSource.of("cars")));

        assertThat(plates.shownWidths()).hasSize(5);
        assertThat(cars.shownWidths()).hasSize(2);
    }

    @Test
    void aCropThatFailsFailsTheImageOnceTheOthersLetGoOfIt() {
        FakeAnalyzer cars =
                finding(
                        "cars",
                        60,
                        detection("car", 0.9f, 0, 0, 100, 100),
                        detection("car", 0.8f, 100, 40, 320, 240));
        OneFailsOneIsSlow plates = new OneFailsOneIsSlow();
        TaskRequest request =
                new TaskRequest("plates", null, Map.of(), null, RegionSource.of("cars"));

        assertThatThrownBy(
                        () ->
                                process(
                                        SampleImages.png(640, 480, 1),
                                        step(cars, null),
                                        new PlannedTask(request, plates)))
                .isInstanceOf(InferenceException.class)
                .hasMessage("out of ideas");
        assertThat(plates.slow).isCompletedWithValue(true);
    }

    /** Fails at the first crop; is done with the second when its caller waits for that. */
    private static final class OneFailsOneIsSlow implements Analyzer {

        private CompletableFuture<Boolean> slow;
        private int calls;

        @Override
        public CompletableFuture<? extends Analysis> analyze(
                DecodedImage image, Map<String, String> parameters) {
            if (calls++ == 0) {
                return CompletableFuture.failedFuture(
                        new InferenceException(
                                InferenceException.Reason.ANALYSIS_FAILED, "out of ideas"));
            }
            Thread caller = Thread.currentThread();
            slow =
                    CompletableFuture.supplyAsync(
                            () -> {
                                while (caller.getState() != Thread.State.WAITING) {
                                    Thread.onSpinWait();
                                }
                                return !image.pixels().isNull();
                            });
            return slow.thenApply(open -> new Analysis.Objects(List.of(), FakeAnalyzer.TIMINGS));
        }

        @Override
        public String task() {
            return "plates";
        }

        @Override
        public ModelIdentity model() {
            return new ModelIdentity("slow", "1", null);
        }

        @Override
        public int minimumShortSide(int width, int height) {
            return 1;
        }

        @Override
        public void validate(Map<String, String> parameters) {}

        @Override
        public void close() {}
    }
}
