package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.FrameGrabbers;
import ke.co.datacraft.cv.inference.video.GrabberException;
import ke.co.datacraft.cv.inference.video.GrabberRequest;
import ke.co.datacraft.cv.inference.video.MediaKind;
import ke.co.datacraft.cv.operators.fetch.TestingServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** FFmpeg before a camera on 127.0.0.1 and a server inside, on 127.0.0.2, that none may reach. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CheckedRelayTest {

    private static final int FRAMES = 4;
    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private Path folder;

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final List<String> inside = new CopyOnWriteArrayList<>();
    private TestingServer camera;
    private HttpServer secret;
    private CheckedRelay relay;

    @BeforeEach
    void start() throws IOException {
        camera = new TestingServer();
        byte[] stream = stream();
        camera.at(
                "/stream",
                exchange -> {
                    hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                    exchange.getResponseHeaders()
                            .set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
                    TestingServer.send(exchange, 200, stream);
                });
        secret = HttpServer.create(new InetSocketAddress("127.0.0.2", 0), 0);
        secret.createContext(
                "/",
                exchange -> {
                    inside.add(exchange.getRequestURI().toString());
                    exchange.getResponseHeaders()
                            .set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
                    exchange.sendResponseHeaders(200, stream.length);
                    exchange.getResponseBody().write(stream);
                    exchange.close();
                });
        secret.start();
        relay = new CheckedRelay(PATIENT, CheckedRelayTest::isInside, this::resolve);
    }

    @AfterEach
    void stop() throws IOException {
        relay.close();
        camera.close();
        secret.stop(0);
    }

    private static boolean isInside(InetAddress address) {
        return address.getHostAddress().equals("127.0.0.2");
    }

    /** The name of the camera leads inside when it is asked for the second time. */
    private InetAddress[] resolve(String host) throws UnknownHostException {
        asked.add(host);
        return new InetAddress[] {
            InetAddress.getByName(
                    !host.equals("camera.test")
                            ? host
                            : asked.size() == 1 ? "127.0.0.1" : "127.0.0.2")
        };
    }

    @Test
    void framesComeThroughItUnderTheNameOfTheCamera() throws Exception {
        assertFrames("http://camera.test:" + port() + "/stream?size=1");

        assertThat(asked).containsExactly("camera.test");
        assertThat(hosts).containsExactly("camera.test:" + port());
        assertThat(camera.requests()).containsExactly("GET /stream?size=1");
        assertThat(inside).isEmpty();
    }

    @Test
    void aNameThatLeadsInsideLaterIsRefused() throws Exception {
        assertFrames("http://camera.test:" + port() + "/stream");

        assertRefused(MediaKind.HTTP_MJPEG, "http://camera.test:" + port() + "/stream");
        assertThat(relay.problem()).startsWith("host camera.test is refused");
    }

    @Test
    void aRedirectionIsFollowedButNotInside() throws Exception {
        redirect("/moved", camera.uri("/stream"));
        redirect("/trap", URI.create("http://127.0.0.2:" + secret.getAddress().getPort() + "/"));

        assertFrames(camera.uri("/moved").toString());
        for (MediaKind kind : List.of(MediaKind.HTTP_MJPEG, MediaKind.HLS, MediaKind.FILE)) {
            assertRefused(kind, camera.uri("/trap").toString());
            assertThat(relay.problem()).startsWith("host 127.0.0.2 is refused");
        }
    }

    @Test
    void norIsWhatAPlaylistNames() throws Exception {
        camera.at(
                "/live.m3u8",
                200,
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.2:%d/a.ts\n#EXT-X-ENDLIST\n"
                        .formatted(secret.getAddress().getPort())
                        .getBytes(StandardCharsets.US_ASCII));

        assertRefused(MediaKind.HLS, camera.uri("/live.m3u8").toString());
        assertThat(camera.requests()).contains("GET /live.m3u8");
        assertThat(relay.problem()).startsWith("host 127.0.0.2 is refused");
    }

    /** FFmpeg asks for a tunnel. */
    @Test
    void httpsGoesThroughItToo() throws Exception {
        HttpsServer secure =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        byte[] stream = stream();
        secure.createContext(
                "/",
                exchange -> {
                    hosts.add(exchange.getRequestURI().getPath());
                    exchange.getResponseHeaders()
                            .set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
                    TestingServer.send(exchange, 200, stream);
                });
        secure.start();
        String port = ":" + secure.getAddress().getPort();
        try {
            assertFrames("https://camera.test" + port + "/secure");
            assertThat(asked).containsExactly("camera.test");
            assertThat(hosts).containsExactly("/secure");

            assertRefused(MediaKind.HTTP_MJPEG, "https://127.0.0.2" + port + "/secure");
            assertThat(relay.problem()).startsWith("host 127.0.0.2 is refused");
        } finally {
            secure.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "camera",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=camera.test",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                new String(PASSWORD))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
        own.init(KeyStore.getInstance(store.toFile(), PASSWORD), PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), null, null);
        return context;
    }

    @Test
    void aTunnelIsOneConnectionAndNoMore() throws Exception {
        assertThat(tunnel("127.0.0.1:" + port(), "GET /stream HTTP/1.0\r\n\r\n"))
                .startsWith("HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.")
                .contains("--frame");
        assertThat(tunnel("127.0.0.2:" + secret.getAddress().getPort(), ""))
                .startsWith("HTTP/1.1 403 Forbidden");
        assertThat(inside).isEmpty();
    }

    @Test
    void aCameraThatIsNotThereIsNamed() {
        String uri = camera.uri("/stream").toString();
        camera.close();

        assertRefused(MediaKind.HTTP_MJPEG, uri);
        assertThat(relay.problem()).startsWith("host 127.0.0.1 cannot be reached");
    }

    private String tunnel(String target, String request) throws IOException {
        URI proxy = URI.create(relay.address());
        try (Socket socket = new Socket(proxy.getHost(), proxy.getPort())) {
            String connect = "CONNECT " + target + " HTTP/1.1\r\nHost: x\r\n\r\n";
            OutputStream out = socket.getOutputStream();
            out.write((connect + request).getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private void assertFrames(String uri) throws GrabberException {
        try (FrameGrabber grabber = open(MediaKind.HTTP_MJPEG, uri)) {
            for (int i = 0; i < FRAMES; i++) {
                assertThat(grabber.grab()).isTrue();
            }
        }
    }

    private void assertRefused(MediaKind kind, String uri) {
        assertThatThrownBy(
                        () -> {
                            try (FrameGrabber grabber = open(kind, uri)) {
                                grabber.grab();
                            }
                        })
                .isInstanceOf(GrabberException.class);
        assertThat(inside).isEmpty();
    }

    private FrameGrabber open(MediaKind kind, String uri) throws GrabberException {
        return FrameGrabbers.load(CheckedRelayTest.class.getClassLoader())
                .open(
                        new GrabberRequest(kind, uri, false, PATIENT, PATIENT, 1)
                                .through(relay.address()));
    }

    private void redirect(String path, URI to) {
        camera.at(
                path,
                exchange -> {
                    exchange.getResponseHeaders().set("Location", to.toString());
                    exchange.sendResponseHeaders(302, -1);
                });
    }

    private int port() {
        return camera.uri("/").getPort();
    }

    private static byte[] stream() throws IOException {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        for (int i = 0; i < FRAMES; i++) {
            byte[] jpeg = SampleImages.jpeg(64, 48, i);
            stream.write(
                    ("--frame\r\nContent-Type: image/jpeg\r\nContent-Length: "
                                    + jpeg.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            stream.write(jpeg);
            stream.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return stream.toByteArray();
    }
}
