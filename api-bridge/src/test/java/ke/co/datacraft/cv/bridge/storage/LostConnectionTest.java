package ke.co.datacraft.cv.bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import org.junit.jupiter.api.Test;

/**
 * A server that closes connections instead of {@code 100 Continue}, as servers do with those that
 * were idle for too long at the moment in which they are used again.
 */
class LostConnectionTest {

    /** {@code HttpURLConnection} may send a request once more by itself. */
    private static final int LOST = 3;

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)\r\n");

    @Test
    void anUploadWhoseConnectionIsLostIsSentAgain() throws IOException {
        byte[] bytes = "a picture".getBytes(StandardCharsets.US_ASCII);
        try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> serve(server));
            S3ObjectStorage storage =
                    new S3ObjectStorage(
                            BridgeSettings.read(
                                            Map.of(
                                                    "CV_STORAGE_BACKEND", "s3",
                                                    "CV_S3_BUCKET", "frames",
                                                    "CV_S3_ENDPOINT_URL",
                                                            "http://127.0.0.1:"
                                                                    + server.getLocalPort(),
                                                    "CV_S3_ACCESS_KEY_ID", "cv",
                                                    "CV_S3_SECRET_ACCESS_KEY", "secret"))
                                    .storage());

            assertThat(storage.put("tenants/acme/x", new ByteArrayInputStream(bytes)))
                    .isEqualTo(bytes.length);

            // Between signatures of its parts.
            assertThat(received.join()).contains("a picture");
            storage.close();
        }
    }

    /** Takes one request, after some that it loses; returns its body. */
    private static String serve(ServerSocket server) {
        try {
            for (int lost = 0; lost < LOST; lost++) {
                try (Socket socket = server.accept()) {
                    head(socket.getInputStream());
                }
            }
            try (Socket socket = server.accept()) {
                Matcher length = LENGTH.matcher(head(socket.getInputStream()));
                assertThat(length.find()).isTrue();
                answer(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                byte[] body = socket.getInputStream().readNBytes(Integer.parseInt(length.group(1)));
                answer(socket, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                return new String(body, StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Byte by byte, as what follows is the body. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.append((char) next);
            if (head.length() >= 4 && head.indexOf("\r\n\r\n", head.length() - 4) >= 0) {
                break;
            }
        }
        return head.toString();
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
