package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.batch.RequestOptions;
import ke.co.datacraft.cv.inference.image.DecodedImage;

/** An analyzer that finds nothing, unless told otherwise, and remembers the sizes it was shown. */
final class FakeAnalyzer implements Analyzer {

    static final StageTimings TIMINGS = new StageTimings(1_000_000, 2_000_000, 3_000_000);

    private final String task;
    private final int shortSide;
    private final Function<DecodedImage, Analysis> result;
    private final List<Integer> shownWidths = Collections.synchronizedList(new ArrayList<>());
    private final List<Integer> priorities = Collections.synchronizedList(new ArrayList<>());
    private volatile boolean closed;

    FakeAnalyzer(String task, int shortSide, Function<DecodedImage, Analysis> result) {
        this.task = task;
        this.shortSide = shortSide;
        this.result = result;
    }

    static FakeAnalyzer findingNothing(String task, int shortSide) {
        return new FakeAnalyzer(task, shortSide, image -> new Analysis.Objects(List.of(), TIMINGS));
    }

    List<Integer> priorities() {
        return priorities;
    }

    List<Integer> shownWidths() {
        return shownWidths;
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String task() {
        return task;
    }

    @Override
    public ModelIdentity model() {
        return new ModelIdentity("fake-" + task, "1.2.3", null);
    }

    @Override
    public int minimumShortSide(int width, int height) {
        return shortSide;
    }

    @Override
    public CompletableFuture<? extends Analysis> analyze(
            DecodedImage image, Map<String, String> parameters) {
        shownWidths.add(image.width());
        try {
            return CompletableFuture.completedFuture(result.apply(image));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletableFuture<? extends Analysis> analyze(
            DecodedImage image, Map<String, String> parameters, RequestOptions options) {
        priorities.add(options.priority());
        return analyze(image, parameters);
    }

    @Override
    public void validate(Map<String, String> parameters) {}

    @Override
    public void close() {
        closed = true;
    }
}
