package ke.co.datacraft.cv.inference.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real RTSP server on loopback. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RtspGrabberTest {

    private static final String PASSWORD = "s3cret-word";
    private static final Duration PATIENT = Duration.ofSeconds(30);

    /** Over UDP nobody tells that the server is gone. */
    private static final Duration IMPATIENT = Duration.ofSeconds(4);

    @BeforeEach
    void theServerIsInstalled() {
        assumeTrue(
                RtspServer.isInstalled(),
                "needs an RTSP server: apt-get install -y python3-gi gir1.2-gst-rtsp-server-1.0"
                        + " gstreamer1.0-plugins-good");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void framesComeInOrder(boolean udp) throws Exception {
        try (RtspServer server = RtspServer.start(0);
                FrameGrabber grabber = open(server.uri(), udp)) {
            Duration last = Duration.ofNanos(-1);
            for (int i = 0; i < 10; i++) {
                assertThat(grabber.grab()).isTrue();
                assertThat(grabber.frameNumber()).isEqualTo(i);
                assertThat(grabber.mediaTime()).isGreaterThan(last);
                last = grabber.mediaTime();
                assertThat(grabber.frame().width()).isEqualTo(320);
                assertThat(grabber.frame().height()).isEqualTo(240);
            }
        }
    }

    @Test
    void theRightPasswordOpensAndAWrongOneIsNamedButNotShown() throws Exception {
        try (RtspServer server = RtspServer.start(0, "guard", PASSWORD)) {
            try (FrameGrabber grabber = open(server.uri("guard", PASSWORD), false)) {
                assertThat(grabber.grab()).isTrue();
            }
            assertThatThrownBy(() -> open(server.uri("guard", "wrong-word"), false))
                    .isInstanceOf(GrabberException.class)
                    .hasMessageContaining("refuses the user or the password")
                    .hasMessageNotContaining("wrong-word")
                    .hasMessageNotContaining("guard");
        }
    }

    @Test
    void aPasswordMayHaveAnyCharacters() throws Exception {
        String password = "p@ss/w:rd?#% &ä";
        String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
        try (RtspServer server = RtspServer.start(0, "guard", password);
                FrameGrabber grabber = open(server.uri("guard", encoded), false)) {
            assertThat(grabber.grab()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aServerThatDiesIsToldAndItsReturnIsSeen(boolean udp) throws Exception {
        int port;
        try (RtspServer server = RtspServer.start(0);
                FrameGrabber grabber = open(server.uri(), udp, IMPATIENT)) {
            port = server.port();
            assertThat(grabber.grab()).isTrue();
            server.close();
            assertThatThrownBy(
                            () -> {
                                while (grabber.grab()) {
                                    // What was on its way comes yet.
                                }
                            })
                    .isInstanceOf(GrabberException.class);
        }
        try (RtspServer back = RtspServer.start(port);
                FrameGrabber grabber = open(back.uri(), udp)) {
            assertThat(grabber.grab()).isTrue();
        }
    }

    private static FrameGrabber open(String uri, boolean udp) throws GrabberException {
        return open(uri, udp, PATIENT);
    }

    private static FrameGrabber open(String uri, boolean udp, Duration readTimeout)
            throws GrabberException {
        return FrameGrabbers.load(RtspGrabberTest.class.getClassLoader())
                .open(new GrabberRequest(MediaKind.RTSP, uri, udp, PATIENT, readTimeout, 1));
    }
}
