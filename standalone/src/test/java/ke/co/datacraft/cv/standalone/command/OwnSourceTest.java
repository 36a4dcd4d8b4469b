package ke.co.datacraft.cv.standalone.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ke.co.datacraft.cv.standalone.UsageException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnSourceTest {

    @TempDir private Path folder;

    @Test
    void aPasswordLeavesTheAddress() {
        OwnSource source = OwnSource.of("rtsp://admin:s3:cret@10.0.0.5:554/stream1");
        assertThat(source.kind()).isEqualTo("rtsp");
        assertThat(source.uri()).isEqualTo("rtsp://10.0.0.5:554/stream1");
        assertThat(source.credentials()).isEqualTo("admin:s3:cret");
        assertThat(source.definition().path("credentials").asText()).isEqualTo(source.id());
        assertThat(source + source.definition().toString()).doesNotContain("s3:cret");
    }

    @Test
    void theSameAddressIsTheSameSource() {
        assertThat(OwnSource.of("rtsp://cam/1").id()).isEqualTo(OwnSource.of("rtsp://cam/1").id());
        assertThat(OwnSource.of("rtsp://cam/1").id())
                .isNotEqualTo(OwnSource.of("rtsp://cam/2").id());
    }

    @Test
    void addressesAndPathsTellTheirKind() throws IOException {
        Path video = Files.createFile(folder.resolve("a video.mp4"));
        assertThat(OwnSource.of("https://host/live.m3u8").kind()).isEqualTo("hls");
        assertThat(OwnSource.of("http://host/mjpeg").kind()).isEqualTo("http_mjpeg");
        assertThat(OwnSource.of(video.toString()).uri()).isEqualTo(video.toUri().toString());
        assertThat(OwnSource.of("file://" + video).root()).isEqualTo(folder);
        assertThat(OwnSource.of(folder.toString()).kind()).isEqualTo("folder");
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThatThrownBy(() -> OwnSource.of(folder.resolve("none.mp4").toString()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("none.mp4")
                .hasMessageContaining("give a path that exists");
    }
}
