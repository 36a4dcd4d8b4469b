package ke.co.datacraft.cv.standalone.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {

    @TempDir Path folder;

    private Endpoints endpoints(long processId) {
        return new Endpoints(
                folder.toString(),
                processId,
                "http://127.0.0.1:1",
                "http://127.0.0.1:2/metrics",
                "127.0.0.1:3",
                "postgresql://cv:x@127.0.0.1:4/db",
                "redis://127.0.0.1:5/0",
                new Endpoints.ObjectStorage("http://127.0.0.1:6", "bucket", "id", "secret"),
                new Endpoints.Bridge("http://127.0.0.1:7", "signing"));
    }

    @Test
    void whatAStackWroteIsFoundByItsFolder() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        Endpoints written = endpoints(ProcessHandle.current().pid());
        written.write();
        assertThat(Endpoints.ofRunning(folder)).contains(written);
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(
                                        folder.resolve("run/endpoints.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAKilledStackLeftDoesNotCount() throws IOException {
        Files.createDirectories(folder.resolve("run"));
        endpoints(Long.MAX_VALUE).write();
        assertThat(Endpoints.ofRunning(folder)).isEmpty();
    }

    @Test
    void noStackNoEndpoints() {
        assertThat(Endpoints.ofRunning(folder)).isEmpty();
    }

    @Test
    void theVariablesAreThoseOfTheJob() {
        assertThat(endpoints(1).variables())
                .containsEntry("CV_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:3")
                .containsEntry("CV_DATABASE_URL", "postgresql://cv:x@127.0.0.1:4/db")
                .containsEntry("CV_S3_BUCKET", "bucket")
                .containsEntry("CV_JWT_SECRET_KEY", "signing")
                .containsEntry("CV_S3_SECRET_ACCESS_KEY", "secret");
    }
}
