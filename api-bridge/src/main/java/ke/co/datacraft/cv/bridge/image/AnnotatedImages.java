package ke.co.datacraft.cv.bridge.image;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.awt.image.BufferedImage;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.picture.GlyphFont;
import ke.co.datacraft.cv.bridge.picture.PictureException;
import ke.co.datacraft.cv.bridge.picture.PictureFormat;
import ke.co.datacraft.cv.bridge.picture.PictureReader;
import ke.co.datacraft.cv.bridge.picture.ResultPainter;
import ke.co.datacraft.cv.bridge.result.ResultView;
import ke.co.datacraft.cv.bridge.result.SafeFilename;
import ke.co.datacraft.cv.bridge.settings.PictureSettings;
import ke.co.datacraft.cv.contracts.ImageResult;

/** Sends images with their results drawn in. */
final class AnnotatedImages {

    /** Part of every tag: pictures are drawn anew when this code draws otherwise. */
    private static final int VERSION = 1;

    private final ContentStore store;
    private final PictureSettings settings;
    private final PictureReader reader;
    private final PictureCache cache;
    private final Turns turns;
    private final PictureMetrics metrics;
    private final ResultPainter painter = new ResultPainter(GlyphFont.load());

    /**
     * How it is drawn.
     *
     * @param view what of the result
     * @param format as what file
     * @param maxSize longest side in pixels
     */
    record Style(ResultView view, PictureFormat format, int maxSize) {}

    AnnotatedImages(ContentStore store, PictureSettings settings, PrometheusRegistry registry) {
        this.store = store;
        this.settings = settings;
        this.reader = new PictureReader(settings.limits());
        this.cache = new PictureCache(settings.cacheBytes());
        this.turns = new Turns(settings.threads(), settings.waiting(), settings.limits().timeout());
        this.metrics = new PictureMetrics(registry, cache::bytes, turns::underWay);
    }

    /**
     * Sends one.
     *
     * @param result what was found on it; parsed only where it is drawn
     */
    void send(Call call, StoredImage image, Supplier<ImageResult> result, Style style)
            throws Exception {
        EntityTag tag =
                EntityTag.of(
                        VERSION,
                        image.tenant(),
                        image.uri(),
                        image.sha256(),
                        image.page(),
                        image.document() == null ? result.get() : image.document(),
                        style);
        if (tag.answers(call)) {
            return;
        }
        byte[] picture = picture(tag, () -> draw(image, result.get(), style));
        call.header("Content-Disposition", SafeFilename.inline(name(image, style.format())));
        call.bytes(200, style.format().mediaType(), picture);
    }

    private byte[] picture(EntityTag tag, Callable<byte[]> drawing) throws Exception {
        Optional<byte[]> known = cache.get(tag);
        if (known.isPresent()) {
            metrics.cached();
            return known.get();
        }
        try {
            byte[] picture = turns.take(drawing);
            cache.put(tag, picture);
            return picture;
        } catch (ApiError e) {
            metrics.refused(e.code() == ErrorCode.BUSY);
            throw e;
        }
    }

    /** Such as {@code letter.pdf.page2.jpg}. */
    private static String name(StoredImage image, PictureFormat format) {
        String page = image.page() == 0 ? "" : ".page" + (image.page() + 1);
        return image.filename() + page + "." + format.extension();
    }

    private byte[] draw(StoredImage image, ImageResult result, Style style) {
        long start = System.nanoTime();
        byte[] file = store.read(image, settings.maxFileBytes());
        if (file == null) {
            throw notDrawable(
                    "The file is longer than %d MiB".formatted(settings.maxFileBytes() >> 20));
        }
        int analysed = Math.max(result.image().width(), result.image().height());
        try {
            BufferedImage picture = reader.read(file, image.page(), style.maxSize(), analysed);
            painter.paint(picture, style.view().of(result));
            byte[] drawn = style.format().encode(picture);
            metrics.drawn(System.nanoTime() - start);
            return drawn;
        } catch (PictureException e) {
            throw notDrawable(e.getMessage());
        }
    }

    private static ApiError notDrawable(String why) {
        return new ApiError(ErrorCode.IMAGE_NOT_DRAWABLE, why)
                .cure("Read the file itself at /content and its result at /images/{id}");
    }
}
