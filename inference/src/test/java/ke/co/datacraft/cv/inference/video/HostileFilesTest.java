package ke.co.datacraft.cv.inference.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that call themselves videos and are lists of others, which nobody allowed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HostileFilesTest {

    private static final String CURE =
            "cannot be opened: it is no video that may be read; lists of other files are not"
                    + " followed, give the video itself";

    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;

    @TempDir private Path folder;

    @BeforeEach
    void start() throws IOException {
        TestingFilms.write(folder.resolve("secret.mp4"), 5);
        TestingFilms.write(folder.resolve("secret.ts"), 5);
        byte[] film = Files.readAllBytes(folder.resolve("secret.ts"));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    requests.incrementAndGet();
                    exchange.sendResponseHeaders(200, film.length);
                    exchange.getResponseBody().write(film);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theFilmThatTheyNameIsAFilm() throws Exception {
        for (String name : new String[] {"secret.mp4", "secret.ts"}) {
            try (FrameGrabber grabber = open(folder.resolve(name).toString())) {
                assertThat(grabber.grab()).isTrue();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "list.m3u8, '#EXTM3U|#EXT-X-TARGETDURATION:1|#EXTINF:1,|secret.ts|#EXT-X-ENDLIST'",
        "film.mp4, '#EXTM3U|#EXT-X-TARGETDURATION:1|#EXTINF:1,|secret.ts|#EXT-X-ENDLIST'",
        "film.mp4, '#EXTM3U|#EXT-X-TARGETDURATION:1|#EXTINF:1,|HTTP/secret.ts|#EXT-X-ENDLIST'",
        "film.mp4, '#EXTM3U|#EXT-X-MAP:URI=\"FOLDER/secret.mp4\"|#EXTINF:1,|secret.ts|'",
        "list.ffconcat, 'ffconcat version 1.0|file secret.mp4'",
        "film.avi, 'ffconcat version 1.0|file secret.mp4'",
        "film.avi, 'ffconcat version 1.0|file /etc/passwd'",
        "film.avi, 'ffconcat version 1.0|file HTTP/secret.ts'",
        "film.sdp, 'v=0|o=- 0 0 IN IP4 127.0.0.1|s=x|c=IN IP4 127.0.0.1|t=0 0|m=video 5004 RTP/AVP 26'",
        "notes.txt, 'root:x:0:0:root:/root:/bin/bash'"
    })
    void aListOfOtherFilesIsNotFollowed(String name, String content) throws Exception {
        String http = "http://127.0.0.1:" + server.getAddress().getPort();
        Path list =
                Files.writeString(
                        folder.resolve(name),
                        content.replace('|', '\n')
                                .replace("FOLDER", folder.toString())
                                .replace("HTTP", http));

        assertThatThrownBy(() -> open(list.toUri().toString()))
                .isInstanceOf(GrabberException.class)
                .hasMessage(CURE);
        assertThat(requests).hasValue(0);
    }

    @Test
    void norIsOneThatComesByHttp() throws Exception {
        server.createContext(
                "/list.mp4",
                exchange -> {
                    byte[] list =
                            "#EXTM3U\n#EXTINF:1,\n/secret.ts\n#EXT-X-ENDLIST\n"
                                    .getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(200, list.length);
                    exchange.getResponseBody().write(list);
                    exchange.close();
                });

        assertThatThrownBy(
                        () ->
                                open(
                                        "http://127.0.0.1:"
                                                + server.getAddress().getPort()
                                                + "/list.mp4"))
                .isInstanceOf(GrabberException.class)
                .hasMessage(CURE);
        assertThat(requests).hasValue(0);
    }

    @Test
    void aNameIsNoPatternOfOthers() throws Exception {
        ImageIO.write(
                new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB),
                "png",
                folder.resolve("frame1.png").toFile());
        Path pattern = Files.writeString(folder.resolve("frame%d.png"), "x");

        assertThatThrownBy(() -> open(pattern.toString())).isInstanceOf(GrabberException.class);
    }

    @Test
    void aFileMayHaveAnyName() throws Exception {
        Path film = Files.move(folder.resolve("secret.mp4"), folder.resolve("Hof 1 (50%), ä.mp4"));

        try (FrameGrabber grabber = open(film.toUri().toString())) {
            assertThat(grabber.grab()).isTrue();
        }
    }

    private static FrameGrabber open(String uri) throws GrabberException {
        return FrameGrabbers.load(HostileFilesTest.class.getClassLoader())
                .open(GrabberRequest.of(MediaKind.FILE, uri));
    }
}
