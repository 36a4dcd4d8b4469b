package ke.co.datacraft.cv.operators.vision;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ImageTimings;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.operators.fetch.ByteBudget;

/**
 * Makes results of a prepared file: decodes each page once, at the smallest scale that its tasks
 * allow, runs what the cache does not have, and maps. Knows no Flink.
 */
final class ImageProcessor {

    private static final int BYTES_PER_PIXEL = 3;

    /** As stored, with up to four samples of 16 bits; the result replaces it. */
    private static final int STORED_BYTES_PER_PIXEL = 8;

    private final ImageDecoder decoder;
    private final ResultCache cache;
    private final ByteBudget decodedBytes;
    private final Clock clock;

    /**
     * @param decoder bytes to pixels
     * @param cache where new results go
     * @param decodedBytes what all decodes of the process share
     * @param clock tells the time of processing
     */
    ImageProcessor(ImageDecoder decoder, ResultCache cache, ByteBudget decodedBytes, Clock clock) {
        this.decoder = decoder;
        this.cache = cache;
        this.decodedBytes = decodedBytes;
        this.clock = clock;
    }

    /** How the work on one file is going. */
    record Context(long queuedNanos, BooleanSupplier cancelled, VisionMetrics metrics) {

        private void check() {
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
     * @throws CancellationException when nobody wants the results any more
     */
    List<ImageResult> process(PreparedImage image, Context context) {
        List<ImageResult> results = new ArrayList<>(image.pages().size());
        for (PreparedImage.Page page : image.pages()) {
            context.check();
            results.add(page.isCached() ? fromCache(image, page) : analysed(image, page, context));
        }
        return results;
    }

    private ImageResult fromCache(PreparedImage image, PreparedImage.Page page) {
        return result(image, page, 0, page.cached().stream().map(TaskResult::asCached).toList());
    }

    private ImageResult analysed(PreparedImage image, PreparedImage.Page page, Context context) {
        ImageInfo info = page.info();
        int shortSide = 1;
        for (int i = 0; i < image.tasks().size(); i++) {
            if (page.cached().get(i) == null) {
                int needed = image.tasks().get(i).analyzer().minimumShortSide();
                shortSide = Math.max(shortSide, needed);
            }
        }
        try (ByteBudget.Reservation reservation = reserve(info)) {
            long start = System.nanoTime();
            try (DecodedImage pixels =
                    decoder.decode(image.bytes(), info, page.number(), shortSide)) {
                long decodeNanos = System.nanoTime() - start;
                reservation.shrinkTo((long) pixels.width() * pixels.height() * BYTES_PER_PIXEL);
                context.metrics().decoded(decodeNanos);
                List<TaskResult> tasks = new ArrayList<>(image.tasks().size());
                for (int i = 0; i < image.tasks().size(); i++) {
                    context.check();
                    TaskResult cached = page.cached().get(i);
                    tasks.add(
                            cached == null
                                    ? run(image.tasks().get(i), page.keys().get(i), pixels, context)
                                    : cached.asCached());
                }
                return result(image, page, decodeNanos, tasks);
            }
        }
    }

    private ByteBudget.Reservation reserve(ImageInfo info) {
        int perPixel = info.format() == ImageFormat.JPEG ? BYTES_PER_PIXEL : STORED_BYTES_PER_PIXEL;
        try {
            return decodedBytes.acquire(info.pixels() * perPixel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the process is shutting down");
        }
    }

    private TaskResult run(
            PlannedTask planned, CacheKey key, DecodedImage pixels, Context context) {
        long start = System.nanoTime();
        Analysis analysis;
        try {
            analysis = planned.analyzer().analyze(pixels, planned.request().parameters()).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        ImageSize size = new ImageSize(pixels.originalWidth(), pixels.originalHeight());
        TaskResult result =
                ResultMapper.map(planned.analyzer(), analysis, size, context.queuedNanos());
        context.metrics().analysed(result.task(), result.timings(), System.nanoTime() - start);
        cache.put(key, result);
        return result;
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
                tasks);
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
