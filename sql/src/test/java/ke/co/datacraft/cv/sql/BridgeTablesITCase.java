package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BridgeTablesITCase {

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @BeforeAll
    static void migrate() {
        new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();
    }

    private static void upload(String tenant, String key, UUID job) throws SQLException {
        DATABASE.execute(
                "INSERT INTO cv.uploads (tenant_id, object_key, uri, state, job_id) VALUES"
                        + " ('%s', '%s', 's3://b/%s', 'STORED', '%s')"
                                .formatted(tenant, key, key, job));
    }

    @Test
    void releasesTheUploadsOfOneJob() throws SQLException {
        UUID doomed = UUID.randomUUID();
        upload("release", "release/1", doomed);
        upload("release", "release/2", doomed);
        upload("release", "release/3", UUID.randomUUID());
        upload("stranger", "stranger/1", doomed);

        assertThat(DATABASE.rows("SELECT cv.release_uploads('release', ?)", doomed))
                .containsExactly("2");

        assertThat(DATABASE.rows("SELECT object_key FROM cv.uploads WHERE state = 'RELEASED'"))
                .containsExactlyInAnyOrder("release/1", "release/2");
    }

    @Test
    void aTenantThatGoesGivesUpItsUploadsAndAnswers() throws SQLException {
        DATABASE.execute("SELECT cv.create_tenant_schema('going')");
        upload("going", "going/1", UUID.randomUUID());
        DATABASE.execute(
                "INSERT INTO cv.idempotency_keys (tenant_id, idempotency_key, request_sha256,"
                        + " expires_at) VALUES ('going', 'k', 'x', now()), ('staying', 'k', 'x', now())");

        DATABASE.execute("SELECT cv.drop_tenant_schema('going')");

        assertThat(DATABASE.rows("SELECT state FROM cv.uploads WHERE tenant_id = 'going'"))
                .containsExactly("RELEASED");
        assertThat(DATABASE.rows("SELECT tenant_id FROM cv.idempotency_keys"))
                .containsExactly("staying");
    }
}
