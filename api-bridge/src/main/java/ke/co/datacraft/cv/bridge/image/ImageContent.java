package ke.co.datacraft.cv.bridge.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.picture.FileType;
import ke.co.datacraft.cv.bridge.result.SafeFilename;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the file of an image: as what its bytes are, whatever its name says, and never as something
 * that a browser would run.
 */
final class ImageContent {

    private static final Logger LOG = LoggerFactory.getLogger(ImageContent.class);
    private static final int BUFFER = 1 << 16;
    private static final int ABORT = -1;

    private final ContentStore store;

    ImageContent(ContentStore store) {
        this.store = store;
    }

    void send(Call call, StoredImage image) throws IOException {
        if (!store.isStored(image) && isOnTheWeb(image.uri())) {
            call.redirect(307, image.uri());
            return;
        }
        EntityTag tag = new EntityTag('"' + image.sha256() + '"');
        if (tag.answers(call)) {
            return;
        }
        call.header("Accept-Ranges", "bytes");
        ByteRange range =
                call.header("If-Range").filter(condition -> !tag.matches(condition)).isPresent()
                        ? ByteRange.of(null, image.sizeBytes())
                        : ByteRange.of(call.header("Range").orElse(null), image.sizeBytes());
        FileType type;
        InputStream content;
        if (range.first() == 0) {
            InputStream whole = store.open(image, 0, Long.MAX_VALUE);
            byte[] head = whole.readNBytes(FileType.HEAD_BYTES);
            type = FileType.of(head);
            content = new SequenceInputStream(new ByteArrayInputStream(head), whole);
        } else {
            type = FileType.of(store.head(image, FileType.HEAD_BYTES));
            content = store.open(image, range.first(), range.length());
        }
        try (content) {
            head(call, image, type, range);
            copy(call, image, content, range.length());
        }
    }

    /** Absolute, with a host, and without an account of someone. */
    private static boolean isOnTheWeb(String uri) {
        try {
            URI parsed = new URI(uri);
            String scheme =
                    parsed.getScheme() == null ? "" : parsed.getScheme().toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                    && parsed.getHost() != null
                    && parsed.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void head(Call call, StoredImage image, FileType type, ByteRange range) {
        call.header("Content-Security-Policy", "default-src 'none'; sandbox");
        call.header("X-Content-Type-Options", "nosniff");
        call.header(
                "Content-Disposition",
                type.isShownByBrowsers()
                        ? SafeFilename.inline(image.filename())
                        : SafeFilename.attachment(image.filename(), null));
        if (range.isPart()) {
            call.header("Content-Range", range.header(image.sizeBytes()));
        }
        call.response().setStatus(range.isPart() ? 206 : 200);
        call.response().setContentType(type.mediaType());
        call.response().setContentLengthLong(range.length());
    }

    /**
     * A file that ends early, or fails, breaks the answer off, so that nobody takes it as whole.
     */
    private static void copy(Call call, StoredImage image, InputStream from, long length)
            throws IOException {
        OutputStream to = call.response().getOutputStream();
        byte[] buffer = new byte[BUFFER];
        long left = length;
        while (left > 0) {
            int read = read(from, buffer, (int) Math.min(left, BUFFER), image);
            if (read < 0) {
                call.response().sendError(ABORT);
                return;
            }
            try {
                to.write(buffer, 0, read);
            } catch (IOException e) {
                LOG.debug("The reader of image {} is gone: {}", image.id(), e.getMessage());
                return;
            }
            left -= read;
        }
        to.flush();
    }

    private static int read(InputStream from, byte[] buffer, int most, StoredImage image) {
        try {
            return from.read(buffer, 0, most);
        } catch (IOException e) {
            LOG.warn("The file of image {} broke off: {}", image.id(), e.getMessage());
            return -1;
        }
    }
}
