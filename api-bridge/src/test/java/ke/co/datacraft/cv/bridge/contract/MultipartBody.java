package ke.co.datacraft.cv.bridge.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A form with files, as browsers and curl send it. */
final class MultipartBody {

    private static final String BOUNDARY = "----boundary-of-a-test";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    MultipartBody field(String name, String value) {
        part("name=\"" + name + "\"", null, value.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    MultipartBody file(String name, String filename, byte[] bytes) {
        part(
                "name=\"" + name + "\"; filename=\"" + filename + "\"",
                "application/octet-stream",
                bytes);
        return this;
    }

    private void part(String disposition, String type, byte[] bytes) {
        text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n");
        text(type == null ? "\r\n" : "Content-Type: " + type + "\r\n\r\n");
        out.writeBytes(bytes);
        text("\r\n");
    }

    private void text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    byte[] bytes() {
        byte[] end = ("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(out.toByteArray());
        whole.writeBytes(end);
        return whole.toByteArray();
    }
}
