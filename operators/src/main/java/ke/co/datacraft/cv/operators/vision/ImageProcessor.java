package ke.co.datacraft.cv.operators.vision;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ImageTimings;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.operators.fetch.ByteBudget;

/**
 * Makes results of a prepared file: decodes each page at the smallest scale that its tasks allow,
 * runs what the cache does not have, and maps. Knows no Flink.
 */
final class ImageProcessor {

    private final ResultCache cache;
    private final ByteBudget decodedBytes;
    private final Clock clock;

    /**
     * @param cache where new results go
     * @param decodedBytes what all decodes of the process share
     * @param clock tells the time of processing
     */
    ImageProcessor(ResultCache cache, ByteBudget decodedBytes, Clock clock) {
        this.cache = cache;
        this.decodedBytes = decodedBytes;
        this.clock = clock;
    }

    /** How the work on one file is going. */
    record Context(
            int priority, long queuedNanos, BooleanSupplier cancelled, VisionMetrics metrics) {

        Context(long queuedNanos, BooleanSupplier cancelled, VisionMetrics metrics) {
            this(0, queuedNanos, cancelled, metrics);
        }

        /**
         * Returns when the results are still wanted.
         *
         * @throws CancellationException else
         */
        void check() {
            if (cancelled.getAsBoolean()) {
                throw new CancellationException();
            }
        }
    }

    /**
     * Analyses every page, on the caller's thread.
     *
     * @return one result per page
     * @throws ke.co.datacraft.cv.inference.InferenceException when a task cannot be done; then no
     *     page has a result
     * @throws PageFailedException the same where the file has several pages
     * @throws CancellationException when nobody wants the results any more
     */
    List<ImageResult> process(PreparedImage image, Context context) {
        List<ImageResult> results = new ArrayList<>(image.pages().size());
        for (PreparedImage.Page page : image.pages()) {
            context.check();
            results.add(
                    PageFailedException.guarded(
                            image.source(), page.number(), () -> analysed(image, page, context)));
        }
        return results;
    }

    private ImageResult analysed(PreparedImage image, PreparedImage.Page page, Context context) {
        try (PagePixels pixels =
                new PagePixels(
                        shortSide ->
                                image.source()
                                        .decode(page.number(), shortSide, context.cancelled()),
                        page.info(),
                        decodedBytes,
                        context.metrics())) {
            List<TaskResult> results =
                    new PageAnalysis(image.tasks(), page, pixels, cache, context).run();
            return result(image, page, pixels.decodeNanos(), results);
        }
    }

    private ImageResult result(
            PreparedImage image,
            PreparedImage.Page page,
            long decodeNanos,
            List<TaskResult> tasks) {
        ImageReference reference = image.admitted().reference();
        Instant now = clock.instant();
        double totalMillis = Math.max(0, now.toEpochMilli() - image.admitted().admittedAt());
        return new ImageResult(
                ContractCodec.SCHEMA_VERSION,
                page.imageId(),
                reference.tenantId(),
                reference.jobId(),
                reference.sourceId(),
                reference.uri(),
                filename(reference),
                page.number(),
                new ImageSize(page.info().width(), page.info().height()),
                image.file(),
                reference.captureTime(),
                reference.ingestTime(),
                now,
                reference.job() == null ? null : reference.job().createdBy(),
                new ImageTimings(
                        ResultMapper.millis(image.fetchNanos()),
                        ResultMapper.millis(decodeNanos),
                        totalMillis),
                tasks,
                image.admitted().traceparent());
    }

    private static String filename(ImageReference reference) {
        if (reference.originalFilename() != null && !reference.originalFilename().isEmpty()) {
            return reference.originalFilename();
        }
        String path = URI.create(reference.uri()).getPath();
        String name = path == null ? "" : path.substring(path.lastIndexOf('/') + 1);
        return name.isEmpty() ? reference.uri() : name;
    }
}
