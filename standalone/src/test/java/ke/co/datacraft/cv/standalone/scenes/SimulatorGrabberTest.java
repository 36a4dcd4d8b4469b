package ke.co.datacraft.cv.standalone.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.time.Duration;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.FrameGrabbers;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.inference.video.GrabberException;
import ke.co.datacraft.cv.inference.video.GrabberRequest;
import ke.co.datacraft.cv.inference.video.MediaKind;
import org.junit.jupiter.api.Test;

class SimulatorGrabberTest {

    private static final String URI =
            "simulator://crossing?seed=3&fps=4&width=320&height=180&seconds=2.5&light=dusk";

    private static FrameGrabber open(String uri) throws GrabberException {
        return FrameGrabbers.load(SimulatorGrabberTest.class.getClassLoader())
                .open(GrabberRequest.of(MediaKind.SIMULATOR, uri));
    }

    private static byte[] bytes(GrabbedFrame frame) {
        ByteBuffer pixels = frame.pixels().duplicate().clear();
        byte[] bytes = new byte[pixels.remaining()];
        pixels.get(bytes);
        return bytes;
    }

    private static byte[] expected(double seconds) {
        Scene scene = new Scene(3, StreetPlan.CROSSING, 320, 180, SceneCondition.DUSK);
        return ((DataBufferByte) scene.frame(seconds).image().getRaster().getDataBuffer())
                .getData();
    }

    @Test
    void framesAreTheScenesAndEndWithTheFilm() throws GrabberException {
        try (FrameGrabber grabber = open(URI)) {
            for (int number = 0; number < 10; number++) {
                assertThat(grabber.grab()).isTrue();
                assertThat(grabber.frameNumber()).isEqualTo(number);
                assertThat(grabber.mediaTime()).isEqualTo(Duration.ofMillis(number * 250L));
            }
            assertThat(bytes(grabber.frame())).isEqualTo(expected(2.25));
            assertThat(grabber.grab()).isFalse();
        }
    }

    @Test
    void aSeekGoesToTheFrameAfter() throws GrabberException {
        try (FrameGrabber grabber = open(URI)) {
            grabber.seekAfter(6, Duration.ofMillis(1500));
            grabber.grab();
            assertThat(grabber.frameNumber()).isEqualTo(7);
            assertThat(bytes(grabber.frame())).isEqualTo(expected(1.75));
            grabber.seekAfter(0, Duration.ZERO);
            grabber.grab();
            assertThat(bytes(grabber.frame())).isEqualTo(expected(0.25));
            assertThatThrownBy(() -> grabber.seekAfter(10, Duration.ZERO))
                    .hasMessageContaining("no frame 10 but 0 to 9");
        }
    }

    @Test
    void aWrongAddressAndAStopAreTold() throws GrabberException {
        assertThatThrownBy(() -> open("simulator://crossing?fps=900"))
                .isInstanceOf(GrabberException.class)
                .hasMessageContaining("fps: '900.0' is out of range; give above 0 to 60");
        try (FrameGrabber grabber = open(URI)) {
            grabber.abort();
            assertThatThrownBy(grabber::grab).hasMessageContaining("told to stop");
        }
    }
}
