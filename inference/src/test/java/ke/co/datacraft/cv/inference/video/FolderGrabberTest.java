package ke.co.datacraft.cv.inference.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderGrabberTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir private Path folder;

    @Test
    void picturesComeInTheOrderOfTheirTimesAndWhatIsNoneIsPassedOver() throws Exception {
        picture("a.png", 20, NOON.plusSeconds(2));
        picture("z.png", 10, NOON);
        Path broken = Files.write(folder.resolve("m.png"), new byte[] {1, 2, 3});
        Files.setLastModifiedTime(broken, FileTime.from(NOON.plusSeconds(1)));
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        try (FrameGrabber grabber = open()) {
            assertFrame(grabber, 0, 10, NOON);
            assertFrame(grabber, 1, 20, NOON.plusSeconds(2));
            picture("later.png", 30, NOON.plusSeconds(3));
            assertFrame(grabber, 2, 30, NOON.plusSeconds(3));
            assertThatThrownBy(grabber::grab)
                    .isInstanceOf(GrabberException.class)
                    .hasMessage("no new picture came");
        }
    }

    @Test
    void afterARestartOnlyLaterPicturesCome() throws Exception {
        picture("a.png", 10, NOON);
        picture("b.png", 20, NOON.plusSeconds(1));
        try (FrameGrabber grabber = open()) {
            grabber.seekAfter(7, Duration.between(Instant.EPOCH, NOON));
            assertFrame(grabber, 8, 20, NOON.plusSeconds(1));
        }
    }

    private void assertFrame(FrameGrabber grabber, long number, int width, Instant time)
            throws GrabberException {
        assertThat(grabber.grab()).isTrue();
        assertThat(grabber.frameNumber()).isEqualTo(number);
        assertThat(grabber.frame().width()).isEqualTo(width);
        assertThat(grabber.streamTime()).contains(time);
    }

    private FrameGrabber open() throws GrabberException {
        return FrameGrabbers.load(FolderGrabberTest.class.getClassLoader())
                .open(
                        new GrabberRequest(
                                MediaKind.FOLDER,
                                folder.toUri().toString(),
                                false,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                1));
    }

    private void picture(String name, int width, Instant time) throws IOException {
        Path path = folder.resolve(name);
        ImageIO.write(
                new BufferedImage(width, 10, BufferedImage.TYPE_INT_RGB), "png", path.toFile());
        Files.setLastModifiedTime(path, FileTime.from(time));
    }
}
