package ke.co.datacraft.cv.bridge.settings;

import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.bridge.picture.PictureLimits;

/**
 * Pictures with results drawn in.
 *
 * @param limits what one picture may cost
 * @param maxFileBytes longest file that is drawn in
 * @param threads pictures that are drawn at once
 * @param waiting requests that wait for their turn
 * @param cacheBytes drawn pictures kept in memory
 */
public record PictureSettings(
        PictureLimits limits, int maxFileBytes, int threads, int waiting, int cacheBytes) {

    private static final int MEGA = 1_000_000;
    private static final int MEBI = 1 << 20;

    static final BridgeOption<Integer> MAX_FILE_MB =
            BridgeOption.number(
                    "CV_PICTURE_MAX_FILE_MB",
                    50,
                    1,
                    1024,
                    "Longest file in MiB that results are drawn in; it is held in memory meanwhile");

    static final BridgeOption<Integer> MAX_MEGAPIXELS =
            BridgeOption.number(
                    "CV_PICTURE_MAX_MEGAPIXELS",
                    100,
                    1,
                    1000,
                    "Most millions of pixels of a picture, by its header");

    static final BridgeOption<Integer> DECODED_MEGAPIXELS =
            BridgeOption.number(
                    "CV_PICTURE_DECODED_MEGAPIXELS",
                    32,
                    1,
                    1000,
                    "Most millions of pixels in memory, 4 bytes each; larger pictures are read at a"
                            + " fraction of their size");

    static final BridgeOption<Integer> TIMEOUT =
            BridgeOption.number(
                    "CV_PICTURE_TIMEOUT_SECONDS",
                    20,
                    1,
                    300,
                    "Seconds for a page of a document, and for a request to wait for its turn");

    static final BridgeOption<Integer> THREADS =
            BridgeOption.number("CV_PICTURE_THREADS", 2, 1, 256, "Pictures that are drawn at once");

    static final BridgeOption<Integer> WAITING =
            BridgeOption.number(
                    "CV_PICTURE_WAITING",
                    16,
                    0,
                    4096,
                    "Requests that wait for their turn; the next gets 503");

    static final BridgeOption<Integer> CACHE_MB =
            BridgeOption.number(
                    "CV_PICTURE_CACHE_MB", 16, 0, 16_384, "Drawn pictures kept in memory, in MiB");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(
                    MAX_FILE_MB,
                    MAX_MEGAPIXELS,
                    DECODED_MEGAPIXELS,
                    TIMEOUT,
                    THREADS,
                    WAITING,
                    CACHE_MB);

    static PictureSettings read(OptionReader reader) {
        return new PictureSettings(
                new PictureLimits(
                        (long) MEGA * reader.get(MAX_MEGAPIXELS),
                        (long) MEGA * reader.get(DECODED_MEGAPIXELS),
                        Duration.ofSeconds(reader.get(TIMEOUT))),
                (int) Math.min(Integer.MAX_VALUE - 64L, (long) MEBI * reader.get(MAX_FILE_MB)),
                reader.get(THREADS),
                reader.get(WAITING),
                (int) Math.min(Integer.MAX_VALUE, (long) MEBI * reader.get(CACHE_MB)));
    }
}
