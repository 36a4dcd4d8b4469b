package ke.co.datacraft.cv.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallerTest {

    private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    ports.add(exchange.getRemoteAddress().getPort());
                    boolean known =
                            "Bearer good"
                                    .equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    byte[] body = exchange.getRequestURI().getPath().getBytes(UTF_8);
                    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void readsWholeAnswersOverOneConnection() throws IOException {
        try (HttpCaller caller = new HttpCaller(server.getAddress().getPort())) {
            for (String path : new String[] {"/first", "/second/one", "/third"}) {
                assertThat(caller.call(HttpCaller.request(path, "good")))
                        .asString(UTF_8)
                        .isEqualTo(path);
            }
        }
        assertThat(ports).hasSize(1);
    }

    @Test
    void aRefusalIsNoAnswer() throws IOException {
        try (HttpCaller caller = new HttpCaller(server.getAddress().getPort())) {
            assertThatThrownBy(() -> caller.call(HttpCaller.request("/first", "bad")))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("401")
                    .hasMessageContaining("/first");
        }
    }

    @Test
    void percentilesAreTimesOfAnswers() {
        double[] millis = new double[200];
        for (int i = 0; i < millis.length; i++) {
            millis[i] = i + 1;
        }
        HttpLoad.Result result = new HttpLoad.Result(1, 1, millis);

        assertThat(result.percentile(0.5)).isEqualTo(100);
        assertThat(result.percentile(0.99)).isEqualTo(198);
        assertThat(result.percentile(1)).isEqualTo(200);
    }
}
