package ke.co.datacraft.cv.bridge.contract;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request written byte for byte, as no well-behaved client would send it. */
final class RawRequest {

    private static final int TIMEOUT_MS = 30_000;
    private static final Set<String> BEFORE_ROUTES =
            Set.of("method_not_allowed", "invalid_request", "headers_too_large");
    private static final String NO_ROUTE = "is not a route of this interface";

    private final String method;
    private final String target;
    private final StringBuilder headers = new StringBuilder();
    private byte[] body = {};

    RawRequest(String method, String target, String token) {
        this.method = method;
        this.target = target;
        headers.append("Authorization: Bearer ").append(token).append("\r\n");
    }

    RawRequest header(String name, String value) {
        if (name.equals("Authorization")) {
            headers.setLength(0);
        }
        headers.append(name).append(": ").append(value).append("\r\n");
        return this;
    }

    RawRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /**
     * What came back.
     *
     * @param answer status, headers, body
     * @param isHead whether there may be no body
     */
    record Reply(Answer answer, boolean isHead) {

        /** Whether the answer is one of an operation, not of the server before it. */
        boolean operationWasReached() {
            return !(answer.status() >= 400
                    && (answer.text().contains(NO_ROUTE) || BEFORE_ROUTES.contains(answer.code())));
        }
    }

    /** Sends it on a connection of its own. */
    Reply send(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MS);
            OutputStream out = socket.getOutputStream();
            String head =
                    "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%s%s\r\n"
                            .formatted(method, target, port, headers, length());
            try {
                out.write(head.getBytes(StandardCharsets.ISO_8859_1));
                out.write(body);
                out.flush();
            } catch (IOException e) {
                // Refused before all of it was read; the answer tells why.
                return new Reply(read(socket.getInputStream(), method), method.equals("HEAD"));
            }
            return new Reply(read(socket.getInputStream(), method), method.equals("HEAD"));
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target + " got no answer", e);
        }
    }

    private String length() {
        return headers.toString().contains("Content-Length: ")
                ? ""
                : "Content-Length: " + body.length + "\r\n";
    }

    private static Answer read(InputStream stream, String method) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        String status = line(in);
        Map<String, List<String>> fields = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            fields.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        HttpHeaders headers = HttpHeaders.of(fields, (name, value) -> true);
        int code = Integer.parseInt(status.split(" ")[1]);
        return new Answer(code, headers, body(in, headers, method.equals("HEAD") || code == 204));
    }

    private static byte[] body(InputStream in, HttpHeaders headers, boolean isEmpty)
            throws IOException {
        if (isEmpty) {
            return new byte[0];
        }
        if (headers.firstValue("Transfer-Encoding").isPresent()) {
            return chunks(in);
        }
        long length = headers.firstValueAsLong("Content-Length").orElse(Integer.MAX_VALUE);
        return in.readNBytes((int) length);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line(in).split(";")[0].strip(), 16);
            if (size == 0) {
                return whole.toByteArray();
            }
            whole.writeBytes(in.readNBytes(size));
            line(in);
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection ends within the head: " + line);
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
