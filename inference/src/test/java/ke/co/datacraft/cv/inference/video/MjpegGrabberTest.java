package ke.co.datacraft.cv.inference.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A camera that sends JPEGs in one HTTP answer. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MjpegGrabberTest {

    private static final int FRAMES = 6;

    private static final Duration PATIENT = Duration.ofSeconds(30);
    private static final Duration IMPATIENT = Duration.ofSeconds(2);

    private final List<byte[]> pictures = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        for (int i = 0; i < FRAMES; i++) {
            pictures.add(jpeg(i));
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        serve("/ends", false);
        serve("/falls-silent", true);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void everyFrameComesAndThenTheEndIsAnError() throws Exception {
        try (FrameGrabber grabber = open("/ends")) {
            for (int i = 0; i < FRAMES; i++) {
                assertThat(grabber.grab()).isTrue();
                GrabbedFrame frame = grabber.frame();
                assertThat(frame.width()).isEqualTo(64);
                // Blue comes first, and says which frame it is.
                assertThat(frame.pixels().get(0) & 0xFF).isBetween(blue(i) - 8, blue(i) + 8);
            }
            assertThatThrownBy(grabber::grab).isInstanceOf(GrabberException.class);
        }
    }

    @Test
    void aCameraThatFallsSilentIsGivenUp() throws Exception {
        try (FrameGrabber grabber = open(address(), "/falls-silent", IMPATIENT)) {
            assertThatThrownBy(
                            () -> {
                                while (grabber.grab()) {
                                    // What was sent comes first.
                                }
                            })
                    .isInstanceOf(GrabberException.class)
                    .hasMessageContaining("did not answer in time");
        }
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(
                            () ->
                                    open(
                                            "http://guard:s3cret@127.0.0.1:" + deaf.getLocalPort(),
                                            "/",
                                            IMPATIENT))
                    .isInstanceOf(GrabberException.class)
                    .hasMessageContaining("did not answer in time")
                    .hasMessageNotContaining("s3cret");
        }
    }

    @Test
    void aReasonIsFFmpegsWordsAndNoByteMore() {
        assertThatThrownBy(() -> open("/nothing"))
                .isInstanceOf(GrabberException.class)
                .hasMessage("cannot be opened: Server returned 404 Not Found");
    }

    private FrameGrabber open(String path) throws GrabberException {
        return open(address(), path, PATIENT);
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private static FrameGrabber open(String server, String path, Duration timeout)
            throws GrabberException {
        return FrameGrabbers.load(MjpegGrabberTest.class.getClassLoader())
                .open(
                        new GrabberRequest(
                                MediaKind.HTTP_MJPEG, server + path, false, timeout, timeout, 1));
    }

    private void serve(String path, boolean silentAtTheEnd) {
        server.createContext(
                path,
                exchange -> {
                    exchange.getResponseHeaders()
                            .set("Content-Type", "multipart/x-mixed-replace; boundary=frame");
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        for (int i = 0; i < FRAMES; i++) {
                            send(body, pictures.get(i));
                        }
                        if (silentAtTheEnd) {
                            over.await();
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private static void send(OutputStream body, byte[] jpeg) throws IOException {
        String head =
                "--frame\r\nContent-Type: image/jpeg\r\nContent-Length: "
                        + jpeg.length
                        + "\r\n\r\n";
        body.write(head.getBytes(StandardCharsets.US_ASCII));
        body.write(jpeg);
        body.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        body.flush();
    }

    private static byte[] jpeg(int frame) throws IOException {
        BufferedImage image = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 48; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, new Color(blue(frame), blue(frame), blue(frame)).getRGB());
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", bytes);
        return bytes.toByteArray();
    }

    private static int blue(int frame) {
        return 30 + 35 * frame;
    }
}
