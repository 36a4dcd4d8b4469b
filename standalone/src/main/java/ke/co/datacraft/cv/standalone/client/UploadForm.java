package ke.co.datacraft.cv.standalone.client;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Files and fields as {@code multipart/form-data} (RFC 7578). */
public final class UploadForm {

    private final String boundary = "cv-" + UUID.randomUUID();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** Adds a field. */
    public UploadForm field(String name, String value) {
        part("Content-Disposition: form-data; name=\"" + name + "\"", bytes(value));
        return this;
    }

    /** Adds a file. */
    public UploadForm file(String name, byte[] content) {
        String safe = name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        part(
                "Content-Disposition: form-data; name=\"file\"; filename=\""
                        + safe
                        + "\"\r\nContent-Type: application/octet-stream",
                content);
        return this;
    }

    /** Value of the header {@code Content-Type}. */
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    /** The body, whole. */
    public byte[] bytes() {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes(body.toByteArray());
        whole.writeBytes(bytes("--" + boundary + "--\r\n"));
        return whole.toByteArray();
    }

    private void part(String headers, byte[] content) {
        body.writeBytes(bytes("--" + boundary + "\r\n" + headers + "\r\n\r\n"));
        body.writeBytes(content);
        body.writeBytes(bytes("\r\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
