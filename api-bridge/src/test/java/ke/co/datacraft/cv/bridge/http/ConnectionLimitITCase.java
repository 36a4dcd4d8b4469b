package ke.co.datacraft.cv.bridge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import org.junit.jupiter.api.Test;

class ConnectionLimitITCase {

    private static final int LIMIT = 16;

    @Test
    void aConnectionTooManyWaitsUntilAnotherEnds() throws IOException {
        List<Socket> open = new ArrayList<>();
        try (ApiBridge bridge = TestingBridge.start(Map.of("CV_API_MAX_CONNECTIONS", "" + LIMIT))) {
            for (int i = 0; i < LIMIT; i++) {
                Socket socket = new Socket("127.0.0.1", bridge.port());
                open.add(socket);
                assertThat(answer(socket)).startsWith("HTTP/1.1 200");
            }
            Socket waiting = new Socket("127.0.0.1", bridge.port());
            waiting.setSoTimeout(300);
            assertThatThrownBy(() -> answer(waiting)).isInstanceOf(SocketTimeoutException.class);

            open.remove(0).close();

            waiting.setSoTimeout(120_000);
            assertThat(read(waiting)).startsWith("HTTP/1.1 200");
            waiting.close();
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static String answer(Socket socket) throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: a\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return read(socket);
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }
}
