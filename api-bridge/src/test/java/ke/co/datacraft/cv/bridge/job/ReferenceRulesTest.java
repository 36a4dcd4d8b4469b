package ke.co.datacraft.cv.bridge.job;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.settings.JobSettings;
import ke.co.datacraft.cv.bridge.settings.StorageSettings;
import ke.co.datacraft.cv.bridge.storage.FolderObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.storage.S3ObjectStorage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceRulesTest {

    private static final ObjectStorage BUCKET =
            new S3ObjectStorage(
                    new StorageSettings(
                            StorageSettings.Backend.S3,
                            "unused",
                            "uploads",
                            null,
                            null,
                            null,
                            null,
                            1));

    private static final ObjectStorage FOLDER = new FolderObjectStorage(Path.of("/srv/uploads"));

    private static ReferenceRules rules(ObjectStorage storage, boolean files) {
        return new ReferenceRules(
                new JobSettings(10, 10, Duration.ofHours(1), List.of("inbox"), files), storage);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/a.jpg",
                "https://example.com:8443/a%20b.jpg?signature=%2F..",
                "HTTPS://example.com",
                "http://example.com/a/../b",
                "s3://inbox/a.jpg",
                "s3://inbox/tenants/other/a.jpg",
                "s3://uploads/tenants/acme/uploads/1",
                "S3://uploads/tenants/acme/uploads/1"
            })
    void mayBeReferredTo(String address) {
        assertThatCode(() -> rules(BUCKET, false).check("acme", "uri", address))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://uploads/tenants/other/uploads/1",
                "s3://uploads/tenants/acme2/uploads/1",
                "s3://uploads/tenants/acme",
                "s3://uploads/tenants/acme/../other/uploads/1",
                "s3://uploads/tenants/acme/%2e%2e/other/uploads/1",
                "s3://uploads/tenants/acme/./1",
                "s3://uploads/tenants//acme/1",
                "s3://uploads/tenants%2fother/uploads/1",
                "s3://uploads/elsewhere/1",
                "s3://uploads",
                "s3://uploads/",
                "s3://other/a.jpg",
                "s3://user@inbox/a.jpg",
                "s3:///a.jpg",
                "file:///etc/passwd",
                "file:/srv/a.jpg",
                "ftp://example.com/a.jpg",
                "data:image/png;base64,AAAA",
                "javascript:alert(1)",
                "http:///a.jpg",
                "http:a.jpg",
                "http://user:secret@example.com/a.jpg",
                "https://exa mple.com/a.jpg",
                "a.jpg",
                "//example.com/a.jpg",
                ""
            })
    void mayNotBeReferredTo(String address) {
        assertThatThrownBy(() -> rules(BUCKET, false).check("acme", "uri", address))
                .isInstanceOf(ApiError.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///srv/uploads/tenants/acme/uploads/1",
                "file:///data/a.jpg",
                "file:/data/b"
            })
    void filesWhereTheInstallationAllowsThem(String address) {
        assertThatCode(() -> rules(FOLDER, true).check("acme", "uri", address))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///srv/uploads/tenants/other/uploads/1",
                "FILE:///srv/uploads/tenants/other/uploads/1",
                "file:///srv/uploads/tenants/acme/../other/uploads/1",
                "file:///srv/uploads/tenants/%6fther/uploads/1",
                "file:///srv/../srv/uploads/tenants/other/1",
                "file:///srv//uploads/tenants/other/1",
                "file:///srv/./uploads/tenants/other/1",
                "file:///srv/uploads/1"
            })
    void uploadsOfOthersStayOutOfReachWhereFilesAreAllowed(String address) {
        assertThatThrownBy(() -> rules(FOLDER, true).check("acme", "uri", address))
                .isInstanceOf(ApiError.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///srv/uploads/tenants/acme/uploads/1"})
    void ownUploadsAlsoWhereFilesAreNotAllowed(String address) {
        assertThatCode(() -> rules(FOLDER, false).check("acme", "uri", address))
                .doesNotThrowAnyException();
    }
}
