package ke.co.datacraft.cv.operators.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordingAddressTest {

    @TempDir private Path folder;
    private Path films;
    private Path storage;
    private RecordingPlaces places;

    @BeforeEach
    void write() throws IOException {
        films = Files.createDirectories(folder.toRealPath().resolve("films"));
        storage = Files.createDirectories(films.resolve("objects"));
        places =
                new RecordingPlaces(
                        List.of(films.toString()),
                        storage.toString(),
                        "objects",
                        List.of("films"),
                        new S3Settings("http://127.0.0.1:1", null, "id", "s3cret-key"));
    }

    @Test
    void aLinkIsFollowedBeforeItIsJudged() throws Exception {
        Path film = Files.writeString(films.resolve("film 1.mp4"), "");
        Path inside = Files.createSymbolicLink(films.resolve("inside"), film);
        Path secret = Files.writeString(folder.resolve("secret"), "");
        Path outside = Files.createSymbolicLink(films.resolve("outside"), secret);

        assertThat(file(SourceKind.FILE, inside)).isEqualTo(film.toUri().toString());
        assertOutside(outside);
        assertOutside(secret);
        assertOutside(films.resolve("../secret"));
    }

    @Test
    void aTenantReadsItsOwnObjectsAndNobodyElses() throws Exception {
        Path own = Files.createDirectories(storage.resolve("tenants/acme/uploads"));
        Path other = Files.createDirectories(storage.resolve("tenants/acme2/uploads"));

        assertThat(file(SourceKind.FOLDER, own)).isEqualTo(own.toUri().toString());
        assertThatThrownBy(() -> file(SourceKind.FOLDER, other))
                .hasMessageContaining("lies outside the allowed folders");
        assertThatThrownBy(() -> file(SourceKind.FOLDER, storage))
                .hasMessageContaining("lies outside the allowed folders");
    }

    @Test
    void aFileIsAFileAndAFolderAFolder() throws Exception {
        Path film = Files.writeString(films.resolve("film.mp4"), "");

        assertThatThrownBy(() -> file(SourceKind.FOLDER, film))
                .isInstanceOf(CameraException.class)
                .hasMessage("the address is no folder's; a video is of kind file");
        assertThatThrownBy(() -> file(SourceKind.FILE, films))
                .isInstanceOf(CameraException.class)
                .hasMessage("the address is no file's; a folder is of kind folder");
        assertThatThrownBy(() -> file(SourceKind.FILE, films.resolve("none.mp4")))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("is not there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://objects/tenants/acme/uploads/f.mp4", "s3://films/any/f%201.mp4"})
    void anObjectBecomesALinkThatIsNowhereToBeSeen(String uri) throws Exception {
        CameraAddress address = object(uri);

        assertThat(address.uri())
                .startsWith("http://127.0.0.1:1/" + uri.substring("s3://".length()) + "?X-Amz-");
        assertThat(address.toString()).isEqualTo(uri);
        String signature = address.uri().replaceFirst(".*X-Amz-Signature=", "");
        assertThat(address.scrub("cannot open " + address.uri())).isEqualTo("cannot open " + uri);
        assertThat(address.scrub(address.uri().replace("http:", "tcp:"))).doesNotContain(signature);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://objects/tenants/acme2/uploads/f.mp4",
                "s3://objects/tenants/acme/../acme2/f.mp4",
                "s3://objects/tenants/acme/%2e%2e/acme2/f.mp4",
                "s3://objects/tenants/acme//f.mp4",
                "s3://objects/f.mp4",
                "s3://others/f.mp4"
            })
    void objectsOfOthersAreRefused(String uri) {
        assertThatThrownBy(() -> object(uri))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("CV_CAMERA_BUCKETS");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://films", "s3:///f.mp4", "s3://films/f.mp4?versionId=1", "s3:f"})
    void whatIsNoObjectsAddressIsRefusedWithTheCure(String uri) {
        assertThatThrownBy(() -> object(uri))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("write s3://bucket/key");
    }

    @Test
    void withoutObjectStorageItsSettingsAreNamed() {
        assertThatThrownBy(
                        () ->
                                CameraAddress.of(
                                        TestingCameras.at(SourceKind.FILE, "s3://films/f"),
                                        null,
                                        TestingCameras.NOWHERE))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("CV_S3_ENDPOINT_URL");
    }

    private void assertOutside(Path path) {
        assertThatThrownBy(() -> file(SourceKind.FILE, path))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("CV_ALLOWED_FILE_ROOTS");
    }

    private String file(SourceKind kind, Path path) throws CameraException {
        return CameraAddress.of(TestingCameras.at(kind, path.toUri().toString()), null, places)
                .uri();
    }

    private CameraAddress object(String uri) throws CameraException {
        return CameraAddress.of(TestingCameras.at(SourceKind.FILE, uri), null, places);
    }
}
