package ke.co.datacraft.cv.inference.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pedestrians of Debian's {@code opencv-doc}. */
class PedestriansTest {

    private static final Path VIDEO = Path.of("/usr/share/doc/opencv-doc/examples/data/vtest.avi");

    @BeforeEach
    void theVideoIsThere() {
        assumeTrue(Files.exists(VIDEO), "needs vtest.avi: apt-get install -y opencv-doc");
    }

    @Test
    void everyFrameIsReadOnce() throws GrabberException {
        try (FrameGrabber grabber = open()) {
            int frames = 0;
            while (grabber.grab()) {
                assertThat(grabber.frameNumber()).isEqualTo(frames);
                assertThat(grabber.mediaTime()).isEqualTo(Duration.ofMillis(100L * frames));
                frames++;
            }
            assertThat(frames).isEqualTo(795);
        }
    }

    @Test
    void afterASeekComesTheFrameAfter() throws GrabberException {
        try (FrameGrabber straight = open();
                FrameGrabber sought = open()) {
            long[] checks = new long[60];
            Duration[] times = new Duration[60];
            for (int i = 0; i < 60; i++) {
                assertThat(straight.grab()).isTrue();
                checks[i] = checksum(straight.frame());
                times[i] = straight.mediaTime();
            }
            for (int from : new int[] {0, 17, 41, 3}) {
                sought.seekAfter(from, times[from]);
                for (int i = from + 1; i < from + 6; i++) {
                    assertThat(sought.grab()).isTrue();
                    assertThat(sought.frameNumber()).isEqualTo(i);
                    assertThat(sought.mediaTime()).isEqualTo(times[i]);
                    assertThat(checksum(sought.frame())).isEqualTo(checks[i]);
                }
            }
        }
    }

    private static FrameGrabber open() throws GrabberException {
        return FrameGrabbers.load(PedestriansTest.class.getClassLoader())
                .open(GrabberRequest.of(MediaKind.FILE, VIDEO.toString()));
    }

    private static long checksum(GrabbedFrame frame) {
        assertThat(frame.width()).isEqualTo(768);
        assertThat(frame.height()).isEqualTo(576);
        CRC32 crc = new CRC32();
        ByteBuffer bytes = frame.pixels().duplicate();
        bytes.clear().limit(frame.stride() * frame.height());
        crc.update(bytes);
        return crc.getValue();
    }
}
