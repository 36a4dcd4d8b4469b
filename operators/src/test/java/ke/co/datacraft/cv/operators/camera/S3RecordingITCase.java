package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.FrameGrabbers;
import ke.co.datacraft.cv.inference.video.GrabberException;
import ke.co.datacraft.cv.inference.video.GrabberRequest;
import ke.co.datacraft.cv.inference.video.MediaKind;
import ke.co.datacraft.cv.inference.video.TestingFilms;
import ke.co.datacraft.cv.operators.testing.TestingObjectStorage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recording in a bucket of a real server, read by FFmpeg over HTTP. */
@Timeout(120)
class S3RecordingITCase {

    private static final int FRAMES = 50;

    @TempDir private Path folder;

    @Test
    void aRecordingIsReadFromWhereItStopped() throws Exception {
        try (TestingObjectStorage server = new TestingObjectStorage(folder)) {
            Path film = server.file("tenants/acme/uploads/film.mp4");
            Files.createDirectories(film.getParent());
            TestingFilms.write(film, FRAMES);

            try (FrameGrabber grabber = open(server, "film.mp4")) {
                for (int i = 0; i < FRAMES; i++) {
                    assertThat(grabber.grab()).isTrue();
                }
                assertThat(grabber.grab()).isFalse();
                grabber.seekAfter(30, Duration.ofMillis(30 * 1000L / TestingFilms.FPS));
                assertThat(grabber.grab()).isTrue();
                assertThat(grabber.frameNumber()).isEqualTo(31);
                assertThat(grabber.mediaTime())
                        .isEqualTo(Duration.ofMillis(31 * 1000L / TestingFilms.FPS));
            }
            assertThatThrownBy(() -> open(server, "none.mp4"))
                    .isInstanceOf(GrabberException.class)
                    .hasMessageContaining("404");
        }
    }

    private static FrameGrabber open(TestingObjectStorage server, String name) throws Exception {
        SourceDefinition source =
                TestingCameras.at(
                        SourceKind.FILE,
                        "s3://" + TestingObjectStorage.BUCKET + "/tenants/acme/uploads/" + name);
        RecordingPlaces places =
                new RecordingPlaces(
                        List.of(), null, TestingObjectStorage.BUCKET, List.of(), server.settings());
        return FrameGrabbers.load(S3RecordingITCase.class.getClassLoader())
                .open(
                        GrabberRequest.of(
                                MediaKind.FILE, CameraAddress.of(source, null, places).uri()));
    }
}
