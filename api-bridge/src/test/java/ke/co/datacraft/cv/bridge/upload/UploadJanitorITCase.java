package ke.co.datacraft.cv.bridge.upload;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayInputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.storage.FolderObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UploadJanitorITCase {

    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1};

    private static TestingServices services;
    private static Database database;
    private static ObjectStorage storage;
    private static Uploads uploads;
    private static UploadJanitor janitor;

    private final String tenant = TestingBridge.tenant();

    @BeforeAll
    static void start() {
        services = TestingServices.shared();
        database = new Database(BridgeSettings.read(services.variables()).database());
        storage = new FolderObjectStorage(services.storage());
        uploads = new Uploads(database, storage, Clock.systemUTC());
        janitor =
                new UploadJanitor(
                        database, uploads, Duration.ofSeconds(1), new PrometheusRegistry());
    }

    @AfterAll
    static void stop() {
        janitor.close();
        storage.close();
        database.close();
    }

    private StoredUpload store() {
        return uploads.store(
                tenant,
                "a.jpg",
                new ByteArrayInputStream(JPEG),
                new UploadLimits(100, "LIMIT", Clock.systemUTC(), Duration.ofMinutes(1)));
    }

    private void accept(StoredUpload upload) {
        database.tenant(
                tenant,
                connection ->
                        UploadTable.accept(connection, tenant, UUID.randomUUID(), List.of(upload)));
    }

    private static int age(StoredUpload upload) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(services.databaseUrl());
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), "");
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(
                    "UPDATE cv.uploads SET updated_at = now() - interval '1 hour'"
                            + " WHERE object_key = '"
                            + upload.key()
                            + "'");
        }
    }

    private static boolean hasRow(StoredUpload upload) {
        return database.system(
                connection -> {
                    try (Statement statement = connection.createStatement();
                            ResultSet row =
                                    statement.executeQuery(
                                            "SELECT count(*) FROM cv.uploads WHERE object_key = '"
                                                    + upload.key()
                                                    + "'")) {
                        row.next();
                        return row.getInt(1) == 1;
                    }
                });
    }

    @Test
    void oldUploadsWithoutAJobGoAndOthersStay() throws Exception {
        StoredUpload broken = store();
        StoredUpload accepted = store();
        StoredUpload recent = store();
        accept(accepted);
        age(broken);
        age(accepted);

        janitor.clean(Duration.ofMinutes(30));

        assertThat(storage.exists(broken.key())).isFalse();
        assertThat(hasRow(broken)).isFalse();
        assertThat(storage.exists(accepted.key())).isTrue();
        assertThat(hasRow(accepted)).isTrue();
        assertThat(storage.exists(recent.key())).isTrue();
    }

    @Test
    void whatAJobWasMadeOfIsNotDiscarded() throws Exception {
        StoredUpload accepted = store();
        StoredUpload other = store();
        accept(accepted);

        uploads.discard(tenant, List.of(accepted.key(), other.key()));

        assertThat(storage.exists(accepted.key())).isTrue();
        assertThat(storage.exists(other.key())).isFalse();
        assertThat(hasRow(other)).isFalse();
    }

    @Test
    void anUploadThatWasGivenUpBecomesNoJob() {
        StoredUpload upload = store();
        uploads.discard(tenant, List.of(upload.key()));

        assertThat(
                        database.<Boolean>tenant(
                                tenant,
                                connection ->
                                        UploadTable.accept(
                                                connection,
                                                tenant,
                                                UUID.randomUUID(),
                                                List.of(upload))))
                .isFalse();
    }
}
