package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RegionSource;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.image.DecodedImage;

/**
 * The steps of one page: first those on the whole image, which may do with a smaller picture, then
 * the chained ones on crops of it. For one thread.
 */
final class PageAnalysis {

    /** Crops given to an analyzer before the first is waited for, so that it can merge them. */
    private static final int CROPS_AT_ONCE = 16;

    private final List<PlannedTask> steps;
    private final PreparedImage.Page page;
    private final PagePixels pixels;
    private final ResultCache cache;
    private final ImageProcessor.Context context;
    private final ImageSize size;
    private final Map<String, List<TaskResult>> done = new HashMap<>();

    PageAnalysis(
            List<PlannedTask> steps,
            PreparedImage.Page page,
            PagePixels pixels,
            ResultCache cache,
            ImageProcessor.Context context) {
        this.steps = steps;
        this.page = page;
        this.pixels = pixels;
        this.cache = cache;
        this.context = context;
        this.size = new ImageSize(page.info().width(), page.info().height());
    }

    /** Results in the order of the steps; a chained step has one per region. */
    List<TaskResult> run() {
        for (int i = 0; i < steps.size(); i++) {
            if (!steps.get(i).isChained()) {
                take(i);
            }
        }
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isChained()) {
                take(i);
            }
        }
        List<TaskResult> results = new ArrayList<>();
        steps.forEach(step -> results.addAll(done.get(step.request().stepName())));
        return results;
    }

    private void take(int index) {
        PlannedTask step = steps.get(index);
        List<TaskResult> cached = page.cached().get(index);
        List<TaskResult> results =
                cached == null
                        ? analysed(step)
                        : cached.stream().map(TaskResult::asCached).toList();
        if (cached == null) {
            cache.put(page.keys().get(index), results);
        }
        done.put(
                step.request().stepName(),
                results.stream()
                        .map(result -> RegionResults.named(result, step.request()))
                        .toList());
    }

    private List<TaskResult> analysed(PlannedTask step) {
        context.check();
        if (step.isChained()) {
            return onRegions(step);
        }
        try (StepRun run = StepRun.onImage(step, pixels.atLeast(shortSide()), context)) {
            return List.of(run.result(size));
        }
    }

    /** One decode for all that is left to do on the whole image. */
    private int shortSide() {
        int shortSide = 1;
        for (int i = 0; i < steps.size(); i++) {
            if (page.cached().get(i) == null && !steps.get(i).isChained()) {
                Analyzer analyzer = steps.get(i).analyzer();
                int needed = analyzer.minimumShortSide(size.width(), size.height());
                shortSide = Math.max(shortSide, needed);
            }
        }
        return shortSide;
    }

    private List<TaskResult> onRegions(PlannedTask step) {
        RegionSource on = step.request().on();
        List<ResultRegion> regions = Regions.of(done.get(on.step()), on, size);
        if (regions.isEmpty()) {
            return List.of();
        }
        int shortSide = 1;
        for (ResultRegion region : regions) {
            int needed = Regions.shortSide(region, step.analyzer());
            shortSide = Math.max(shortSide, Regions.shortSideOfImage(region, needed, size));
        }
        DecodedImage image = pixels.atLeast(shortSide);
        List<TaskResult> results = new ArrayList<>(regions.size());
        for (int from = 0; from < regions.size(); from += CROPS_AT_ONCE) {
            int to = Math.min(regions.size(), from + CROPS_AT_ONCE);
            results.addAll(onRegions(step, image, regions.subList(from, to)));
        }
        return results;
    }

    private List<TaskResult> onRegions(
            PlannedTask step, DecodedImage image, List<ResultRegion> regions) {
        List<StepRun> runs = new ArrayList<>(regions.size());
        try {
            for (ResultRegion region : regions) {
                context.check();
                runs.add(StepRun.onRegion(step, image, region, context));
            }
            return runs.stream().map(run -> run.result(size)).toList();
        } finally {
            runs.forEach(StepRun::close);
        }
    }
}
