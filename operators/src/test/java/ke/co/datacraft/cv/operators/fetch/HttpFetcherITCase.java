package ke.co.datacraft.cv.operators.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpFetcherITCase {

    private static final byte[] PICTURE = "picture".getBytes(UTF_8);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ByteBudget budget = new ByteBudget(1_000_000);
    private final CountDownLatch end = new CountDownLatch(1);
    private TestingServer server;

    @BeforeEach
    void start() throws IOException {
        server = new TestingServer();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.close();
    }

    private byte[] read(URI uri, Duration timeout, AddressGuard guard) throws Exception {
        try (HttpFetcher fetcher = new HttpFetcher(LONG, timeout, guard)) {
            return read(fetcher, uri, timeout);
        }
    }

    private byte[] read(HttpFetcher fetcher, URI uri, Duration timeout) throws Exception {
        BoundedReader reader =
                new BoundedReader(fetcher, 1000, timeout, budget, EncryptionKeys.NONE);
        try (FetchedBytes bytes = reader.read(uri, "acme", 1)) {
            return bytes.bytes();
        }
    }

    private FetchException failure(URI uri, Duration timeout) {
        FetchException failure =
                catchThrowableOfType(
                        FetchException.class, () -> read(uri, timeout, AddressGuard.allowingAll()));
        assertThat(failure).as(uri.toString()).isNotNull();
        assertThat(budget.used()).isZero();
        return failure;
    }

    @Test
    void readsWithAndWithoutLength() throws Exception {
        server.at("/known", 200, PICTURE);
        server.at(
                "/chunked",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody().write(PICTURE);
                });

        for (String path : new String[] {"/known?a=b#top", "/chunked"}) {
            assertThat(read(server.uri(path), LONG, AddressGuard.allowingAll())).isEqualTo(PICTURE);
        }
        assertThat(server.requests()).containsExactly("GET /known?a=b", "GET /chunked");
    }

    /** A connection that was read to its end serves the next request. */
    @Test
    void keepsConnections() throws Exception {
        Set<Integer> ports = ConcurrentHashMap.newKeySet();
        server.at(
                "/",
                exchange -> {
                    ports.add(exchange.getRemoteAddress().getPort());
                    TestingServer.send(exchange, 200, PICTURE);
                });

        try (HttpFetcher fetcher = new HttpFetcher(LONG, LONG, AddressGuard.allowingAll())) {
            for (int i = 0; i < 3; i++) {
                assertThat(read(fetcher, server.uri("/"), LONG)).isEqualTo(PICTURE);
            }
        }
        assertThat(ports).hasSize(1);
    }

    @Test
    void aHeadThatTricklesIsGivenUp() throws Exception {
        try (ServerSocket trickling = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> trickle(trickling));

            FetchException failure =
                    failure(
                            URI.create("http://127.0.0.1:" + trickling.getLocalPort() + "/"),
                            Duration.ofMillis(400));

            assertThat(failure.mayPass()).isTrue();
            assertThat(failure).hasMessageContaining("CV_FETCH_REQUEST_TIMEOUT_SECONDS");
        }
    }

    /** Sends letters of a header for ever, each before a read would time out. */
    private void trickle(ServerSocket server) {
        try (Socket connection = server.accept()) {
            connection.getOutputStream().write("HTTP/1.1 200 OK\r\nX-A: ".getBytes(UTF_8));
            while (!end.await(50, TimeUnit.MILLISECONDS)) {
                connection.getOutputStream().write('a');
            }
        } catch (IOException | InterruptedException e) {
            // The other side has seen enough.
            return;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "404, NOT_FOUND, false",
        "410, NOT_FOUND, false",
        "401, ACCESS_DENIED, false",
        "403, ACCESS_DENIED, false",
        "400, FETCH_FAILED, false",
        "304, FETCH_FAILED, false",
        "408, FETCH_FAILED, true",
        "429, FETCH_FAILED, true",
        "500, FETCH_FAILED, true",
        "503, FETCH_FAILED, true"
    })
    void mapsTheStatus(int status, ReasonCode reason, boolean mayPass) {
        server.at("/", status, new byte[0]);

        FetchException failure = failure(server.uri("/a.jpg?signature=abc"), LONG);

        assertThat(failure.reason()).isEqualTo(reason);
        assertThat(failure.mayPass()).isEqualTo(mayPass);
        assertThat(failure)
                .hasMessageContaining(Integer.toString(status))
                .hasMessageNotContaining("abc");
    }

    @Test
    void anEmptyAnswerIsAnEmptyFile() {
        server.at("/", 200, new byte[0]);

        assertThat(failure(server.uri("/"), LONG).reason()).isEqualTo(ReasonCode.EMPTY_FILE);
    }

    @Test
    void stopsReadingAtTheLimit() {
        server.at("/known", 200, new byte[1001]);
        server.at("/endless", HttpFetcherITCase::sendWithoutEnd);

        assertThat(failure(server.uri("/known"), LONG).reason())
                .isEqualTo(ReasonCode.FILE_TOO_LARGE);
        assertThat(failure(server.uri("/endless"), LONG).reason())
                .isEqualTo(ReasonCode.FILE_TOO_LARGE);
    }

    private static void sendWithoutEnd(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream out = exchange.getResponseBody();
        // Ends with an exception when the other side has seen enough.
        while (true) {
            out.write(new byte[4096]);
        }
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() {
        server.at("/", exchange -> await());

        FetchException failure = failure(server.uri("/"), Duration.ofMillis(200));

        assertThat(failure.mayPass()).isTrue();
        assertThat(failure).hasMessageContaining("CV_FETCH_REQUEST_TIMEOUT_SECONDS");
    }

    @Test
    void givesUpOnAServerThatStopsInTheMiddle() throws Exception {
        // The first request of a process takes long, and would not even be answered in time.
        server.at("/first", 200, PICTURE);
        read(server.uri("/first"), LONG, AddressGuard.allowingAll());
        server.at(
                "/",
                exchange -> {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    await();
                });

        FetchException failure = failure(server.uri("/"), Duration.ofSeconds(1));

        assertThat(failure.mayPass()).isTrue();
        assertThat(failure).hasMessageContaining("was not read within 1000 ms");
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void noServerMayPass() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        FetchException failure = failure(URI.create("http://127.0.0.1:" + port + "/"), LONG);

        assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
        assertThat(failure.mayPass()).isTrue();
    }

    private void redirect(String from, String to) {
        server.at(
                from,
                exchange -> {
                    exchange.getResponseHeaders().add("Location", to);
                    exchange.sendResponseHeaders(302, -1);
                });
    }

    @Test
    void followsRedirects() throws Exception {
        redirect("/a", "/b");
        redirect("/b", server.address() + "/c");
        server.at("/c", 200, PICTURE);

        assertThat(read(server.uri("/a"), LONG, AddressGuard.allowingAll())).isEqualTo(PICTURE);
    }

    @Test
    void doesNotFollowThemForEver() {
        redirect("/circle", "/circle");

        FetchException failure = failure(server.uri("/circle"), LONG);

        assertThat(failure.reason()).isEqualTo(ReasonCode.FETCH_FAILED);
        assertThat(failure.mayPass()).isFalse();
        assertThat(server.requests()).hasSize(6);
    }

    @Test
    void doesNotFollowIntoOtherSchemes() {
        redirect("/a", "file:///etc/passwd");

        assertThat(failure(server.uri("/a"), LONG).reason())
                .isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
    }

    @Test
    void refusesThisMachineUnlessItIsAllowed() {
        server.at("/", 200, PICTURE);

        FetchException failure =
                catchThrowableOfType(
                        FetchException.class,
                        () -> read(server.uri("/"), LONG, AddressGuard.publicOnly()));

        assertThat(failure.reason()).isEqualTo(ReasonCode.FORBIDDEN_LOCATION);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void refusesPasswordsInTheAddress() {
        FetchException failure = failure(URI.create("http://ann:s3cret@127.0.0.1/a.jpg"), LONG);

        assertThat(failure.reason()).isEqualTo(ReasonCode.INVALID_FIELD);
        assertThat(failure).hasMessageNotContaining("s3cret");
    }
}
