package ke.co.datacraft.cv.operators.vision;

import java.util.concurrent.CancellationException;
import java.util.function.IntFunction;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageFormat;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.operators.fetch.ByteBudget;

/**
 * The pixels of one page, decoded when they are first needed and again, larger, when a crop turns
 * out to need more of them. For one thread.
 */
final class PagePixels implements AutoCloseable {

    private static final int BYTES_PER_PIXEL = 3;

    /** As stored, with up to four samples of 16 bits; the result replaces it. */
    private static final int STORED_BYTES_PER_PIXEL = 8;

    private final IntFunction<DecodedImage> decoder;
    private final ImageInfo info;
    private final ByteBudget budget;
    private final VisionMetrics metrics;
    private ByteBudget.Reservation reservation;
    private DecodedImage image;
    private long decodeNanos;

    /**
     * @param decoder makes the picture; its short side is not below the number unless the
     *     original's is
     * @param info what the header of the page says
     * @param budget what all decodes of the process share
     * @param metrics hears of each decode
     */
    PagePixels(
            IntFunction<DecodedImage> decoder,
            ImageInfo info,
            ByteBudget budget,
            VisionMetrics metrics) {
        this.decoder = decoder;
        this.info = info;
        this.budget = budget;
        this.metrics = metrics;
    }

    /**
     * The picture.
     *
     * @param shortSide pixels that its short side has at least, unless the original has fewer
     * @return open until the next call or {@link #close}
     */
    DecodedImage atLeast(int shortSide) {
        if (image == null || isTooSmall(shortSide)) {
            // Before more room is asked for: who holds some and waits for more may wait for ever.
            close();
            decode(shortSide);
        }
        return image;
    }

    /** Time of all decodes. */
    long decodeNanos() {
        return decodeNanos;
    }

    private boolean isTooSmall(int shortSide) {
        boolean reduced = image.width() < info.width() || image.height() < info.height();
        return reduced && Math.min(image.width(), image.height()) < shortSide;
    }

    private void decode(int shortSide) {
        reservation = reserve();
        long start = System.nanoTime();
        image = decoder.apply(shortSide);
        long nanos = System.nanoTime() - start;
        decodeNanos += nanos;
        metrics.decoded(nanos);
        reservation.shrinkTo((long) image.width() * image.height() * BYTES_PER_PIXEL);
    }

    private ByteBudget.Reservation reserve() {
        int perPixel = info.format() == ImageFormat.JPEG ? BYTES_PER_PIXEL : STORED_BYTES_PER_PIXEL;
        try {
            return budget.acquire(info.pixels() * perPixel);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the process is shutting down");
        }
    }

    @Override
    public void close() {
        if (image != null) {
            image.close();
            image = null;
        }
        if (reservation != null) {
            reservation.close();
            reservation = null;
        }
    }
}
