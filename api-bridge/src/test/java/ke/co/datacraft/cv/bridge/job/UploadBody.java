package ke.co.datacraft.cv.bridge.job;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart form, part by part. */
final class UploadBody {

    static final String BOUNDARY = "the-boundary-of-this-form";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    UploadBody field(String name, String value) {
        return head("Content-Disposition: form-data; name=\"" + name + "\"\r\n")
                .text(value + "\r\n");
    }

    UploadBody file(String filename, byte[] content) {
        return fileHead(filename).raw(content).text("\r\n");
    }

    /** A file without its content. */
    UploadBody fileHead(String filename) {
        return head(
                "Content-Disposition: form-data; name=\"file\"; filename=\""
                        + filename
                        + "\"\r\nContent-Type: application/x-anything\r\n");
    }

    UploadBody raw(byte[] content) {
        bytes.writeBytes(content);
        return this;
    }

    private UploadBody head(String headers) {
        return text("--" + BOUNDARY + "\r\n" + headers + "\r\n");
    }

    private UploadBody text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The form so far. */
    byte[] open() {
        return bytes.toByteArray();
    }

    /** The whole form. */
    byte[] closed() {
        text("--" + BOUNDARY + "--\r\n");
        return open();
    }
}
