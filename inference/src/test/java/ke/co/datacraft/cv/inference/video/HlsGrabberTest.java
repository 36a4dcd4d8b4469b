package ke.co.datacraft.cv.inference.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A playlist and segments that FFmpeg made, served by a real server. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HlsGrabberTest {

    private static final int FRAMES = 3 * TestingFilms.FPS;

    private final AtomicInteger segments = new AtomicInteger();
    private final AtomicInteger moves = new AtomicInteger();
    private HttpServer server;
    private boolean movesOn;

    @TempDir private Path folder;

    @BeforeEach
    void start() throws IOException {
        TestingFilms.writePlaylist(folder.resolve("live.m3u8"), FRAMES, TestingFilms.FPS);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    Path file = folder.resolve(exchange.getRequestURI().getPath().substring(1));
                    byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
                    if (file.toString().endsWith(".ts")) {
                        segments.incrementAndGet();
                    }
                    if (movesOn && file.toString().endsWith(".m3u8")) {
                        bytes = moved(bytes);
                    }
                    exchange.sendResponseHeaders(bytes.length > 0 ? 200 : 404, bytes.length);
                    exchange.getResponseBody().write(bytes);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyFrameOfEverySegmentComesWithTheTimeOfThePlaylist() throws Exception {
        Instant begun = programDateTime();
        Duration frame = Duration.ofMillis(1000 / TestingFilms.FPS);
        try (FrameGrabber grabber = open()) {
            for (int i = 0; i < FRAMES; i++) {
                assertThat(grabber.grab()).as("frame " + i).isTrue();
                assertThat(grabber.mediaTime()).isEqualTo(frame.multipliedBy(i));
                assertThat(grabber.frame().width()).isEqualTo(160);
                assertThat(grabber.streamTime()).contains(begun.plus(frame.multipliedBy(i)));
            }
            assertThat(segments).hasValue(3);
            assertThatThrownBy(grabber::grab)
                    .isInstanceOf(GrabberException.class)
                    .hasMessage("the stream ended");
        }
    }

    @Test
    void aStreamThatGoesOnBeginsNearItsEndWithTheTimeOfThatSegment() throws Exception {
        TestingFilms.writePlaylist(
                folder.resolve("live.m3u8"), 6 * TestingFilms.FPS, TestingFilms.FPS);
        List<String> lines = new ArrayList<>(Files.readAllLines(folder.resolve("live.m3u8")));
        lines.remove("#EXT-X-ENDLIST");
        Files.write(folder.resolve("live.m3u8"), lines);

        try (FrameGrabber grabber = open()) {
            assertThat(grabber.grab()).isTrue();
            assertThat(grabber.mediaTime()).isEqualTo(Duration.ZERO);
            assertThat(grabber.streamTime()).contains(programDateTime().plusSeconds(3));
        }
    }

    @Test
    void aPlaylistThatMovesOnMeanwhileGivesNoTime() throws Exception {
        movesOn = true;

        try (FrameGrabber grabber = open()) {
            assertThat(grabber.grab()).isTrue();
            assertThat(grabber.streamTime()).isEmpty();
        }
    }

    @Test
    void aPlaylistCannotNameLocalFiles() throws Exception {
        Path secret = TestingFilms.write(folder.resolve("secret.ts"), 5);
        Files.writeString(
                folder.resolve("live.m3u8"),
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n"
                        + secret.toUri()
                        + "\n#EXT-X-ENDLIST\n");

        assertThatThrownBy(
                        () -> {
                            try (FrameGrabber grabber = open()) {
                                grabber.grab();
                            }
                        })
                .isInstanceOf(GrabberException.class);
        assertThat(segments).hasValue(0);
    }

    private byte[] moved(byte[] playlist) {
        return new String(playlist, StandardCharsets.UTF_8)
                .replace("SEQUENCE:0", "SEQUENCE:" + moves.incrementAndGet())
                .getBytes(StandardCharsets.UTF_8);
    }

    private Instant programDateTime() throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("live.m3u8"));
        String time =
                lines.stream()
                        .filter(line -> line.startsWith("#EXT-X-PROGRAM-DATE-TIME:"))
                        .findFirst()
                        .orElseThrow();
        return OffsetDateTime.parse(
                        time.substring(time.indexOf(':') + 1)
                                .replaceFirst("(\\d\\d)(\\d\\d)$", "$1:$2"))
                .toInstant();
    }

    private FrameGrabber open() throws GrabberException {
        return FrameGrabbers.load(HlsGrabberTest.class.getClassLoader())
                .open(
                        GrabberRequest.of(
                                MediaKind.HLS,
                                "http://127.0.0.1:"
                                        + server.getAddress().getPort()
                                        + "/live.m3u8"));
    }
}
