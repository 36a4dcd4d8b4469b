package ke.co.datacraft.cv.operators.vision;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.batch.RequestOptions;
import ke.co.datacraft.cv.inference.image.DecodedImage;

/** One task at work on one picture; closing it waits until the picture is free. */
final class StepRun implements AutoCloseable {

    private final PlannedTask planned;
    private final DecodedImage picture;
    private final ResultRegion region;
    private final ImageProcessor.Context context;
    private final long startedAt = System.nanoTime();
    private final CompletableFuture<? extends Analysis> analysis;

    private StepRun(
            PlannedTask planned,
            DecodedImage picture,
            ResultRegion region,
            ImageProcessor.Context context) {
        this.planned = planned;
        this.picture = picture;
        this.region = region;
        this.context = context;
        this.analysis =
                planned.analyzer()
                        .analyze(
                                picture,
                                planned.request().parameters(),
                                new RequestOptions(context.priority(), null));
    }

    /** Starts on a whole image, which stays the caller's. */
    static StepRun onImage(
            PlannedTask planned, DecodedImage image, ImageProcessor.Context context) {
        return new StepRun(planned, image, null, context);
    }

    /** Starts on a crop. */
    static StepRun onRegion(
            PlannedTask planned,
            DecodedImage image,
            ResultRegion region,
            ImageProcessor.Context context) {
        DecodedImage crop =
                image.part(
                        region.bbox().get(0).intValue(),
                        region.bbox().get(1).intValue(),
                        region.bbox().get(2).intValue(),
                        region.bbox().get(3).intValue());
        try {
            return new StepRun(planned, crop, region, context);
        } catch (RuntimeException | Error e) {
            crop.close();
            throw e;
        }
    }

    /**
     * Waits for the result.
     *
     * @param image size of the whole image
     */
    TaskResult result(ImageSize image) {
        Analysis found;
        try {
            found = analysis.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        ImageSize size = new ImageSize(picture.originalWidth(), picture.originalHeight());
        TaskResult result = ResultMapper.map(planned, found, size, context.queuedNanos());
        context.metrics()
                .analysed(result, found.timings().batchSize(), System.nanoTime() - startedAt);
        if (region == null) {
            return result;
        }
        double[] origin = {picture.originX(), picture.originY()};
        return RegionResults.placed(result, region, origin, image);
    }

    @Override
    public void close() {
        analysis.handle((found, failure) -> null).join();
        if (region != null) {
            picture.close();
        }
    }
}
