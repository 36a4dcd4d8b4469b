package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.JobState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JobTablesITCase {

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @BeforeAll
    static void migrate() throws SQLException {
        new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();
        DATABASE.execute("SELECT create_tenant_schema('own')");
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void ranksAreThoseOfTheContract(JobState state) throws SQLException {
        assertThat(DATABASE.rows("SELECT cv.job_state_rank(?)", state.name()))
                .containsExactly(Integer.toString(state.rank()));
    }

    @Test
    void whatIsNoStateHasNoRankAndIsRefused() throws SQLException {
        assertThat(DATABASE.rows("SELECT cv.job_state_rank('DONE')")).containsExactly("null");
        try (Connection connection = DATABASE.connect()) {
            UUID job = UUID.randomUUID();
            assertThatThrownBy(() -> TestingRows.job(connection, "own", job, "DONE", 0))
                    .hasMessageContaining("processing_jobs_status_known");
            TestingRows.job(connection, "own", job, "PENDING", 0);
            assertThatThrownBy(() -> TestingRows.job(connection, "own", job, "DONE", 0))
                    .hasMessageContaining("processing_jobs_status_known");
        }
    }

    /** Writes of {@code STATE/attempt} in order, then what the row says. */
    @ParameterizedTest
    @CsvSource({
        "PENDING/0 PROCESSING/0 COMPLETED/0, COMPLETED/0",
        "PROCESSING/0 PENDING/0, PROCESSING/0",
        "COMPLETED/0 PROCESSING/0, COMPLETED/0",
        "FAILED/0 PENDING/0 PROCESSING/0, FAILED/0",
        "CANCELLED/0 COMPLETED/0, CANCELLED/0",
        "COMPLETED/0 FAILED/0, COMPLETED/0",
        "FAILED/0 COMPLETED/0, COMPLETED/0",
        "FAILED/0 COMPLETED/0 FAILED/0, COMPLETED/0",
        "FAILED/0 CANCELLED/0, FAILED/0",
        "CANCELLED/0 FAILED/0, CANCELLED/0",
        "FAILED/0 PENDING/1, PENDING/1",
        "FAILED/0 PROCESSING/1 FAILED/0, PROCESSING/1",
        "FAILED/0 PROCESSING/1 COMPLETED/1, COMPLETED/1",
        "PROCESSING/2 COMPLETED/1, PROCESSING/2",
    })
    void statesOnlyMoveForward(String writes, String expected) throws SQLException {
        for (String tenant : new String[] {"own", "stranger"}) {
            UUID job = UUID.randomUUID();
            try (Connection connection = DATABASE.connect()) {
                for (String write : Arrays.asList(writes.split(" "))) {
                    String[] parts = write.split("/");
                    TestingRows.job(connection, tenant, job, parts[0], Integer.parseInt(parts[1]));
                }
            }
            assertThat(
                            DATABASE.rows(
                                    "SELECT status || '/' || retry_count FROM cv.processing_jobs"
                                            + " WHERE tenant_id = ? AND id = ?",
                                    tenant,
                                    job))
                    .containsExactly(expected);
        }
    }

    @Test
    void theSameFinalStateMayBeWrittenAgainWithMoreToSay() throws SQLException {
        UUID job = UUID.randomUUID();
        try (Connection connection = DATABASE.connect()) {
            TestingRows.job(connection, "own", job, "FAILED", 0);
        }
        assertThat(
                        DATABASE.rows(
                                "UPDATE cv.processing_jobs SET error_message = 'why' WHERE id = ?",
                                job))
                .containsExactly("updated 1");
        assertThat(DATABASE.rows("SELECT error_message FROM cv.processing_jobs WHERE id = ?", job))
                .containsExactly("why");
    }

    @Test
    void aNullRetryCountCountsAsTheFirstAttempt() throws SQLException {
        UUID job = UUID.randomUUID();
        try (Connection connection = DATABASE.connect()) {
            TestingRows.job(connection, "own", job, "PROCESSING", 0);
        }
        DATABASE.rows("UPDATE cv.processing_jobs SET retry_count = NULL WHERE id = ?", job);
        DATABASE.rows("UPDATE cv.processing_jobs SET status = 'PENDING' WHERE id = ?", job);

        assertThat(DATABASE.rows("SELECT status FROM cv.processing_jobs WHERE id = ?", job))
                .containsExactly("PROCESSING");
    }

    @Test
    void deletingAJobRemovesItsRowsAndNoOthers() throws SQLException {
        UUID doomed = UUID.randomUUID();
        UUID kept = UUID.randomUUID();
        try (Connection connection = DATABASE.connect()) {
            for (String tenant : new String[] {"own", "delete-stranger"}) {
                for (UUID job : new UUID[] {doomed, kept}) {
                    UUID image = UUID.randomUUID();
                    TestingRows.job(connection, tenant, job, "PENDING", 0);
                    TestingRows.image(connection, tenant, image, job);
                    TestingRows.word(connection, tenant, UUID.randomUUID(), job, image);
                    TestingRows.word(connection, tenant, UUID.randomUUID(), job, image);
                    TestingRows.deadLetter(connection, tenant, UUID.randomUUID(), job);
                }
            }
        }

        assertThat(DATABASE.rows("SELECT cv.delete_job('own', ?)", doomed)).containsExactly("5");
        assertThat(DATABASE.rows("SELECT cv.delete_job('own', ?)", doomed)).containsExactly("0");

        assertThat(rowsOf("own", doomed)).isZero();
        assertThat(rowsOf("own", kept)).isEqualTo(5);
        assertThat(rowsOf("delete-stranger", doomed)).isEqualTo(5);
    }

    @Test
    void findsRowsWhoseJobOrImageIsMissing() throws SQLException {
        UUID job = UUID.randomUUID();
        UUID noJob = UUID.randomUUID();
        UUID image = UUID.randomUUID();
        UUID noImage = UUID.randomUUID();
        UUID word = UUID.randomUUID();
        UUID lost = UUID.randomUUID();
        try (Connection connection = DATABASE.connect()) {
            TestingRows.job(connection, "orphans", job, "PENDING", 0);
            TestingRows.image(connection, "orphans", image, job);
            TestingRows.image(connection, "orphans", lost, noJob);
            TestingRows.image(connection, "orphans", UUID.randomUUID(), null);
            TestingRows.word(connection, "orphans", UUID.randomUUID(), job, image);
            TestingRows.word(connection, "orphans", word, job, noImage);
            TestingRows.deadLetter(connection, "orphans", UUID.randomUUID(), noJob);
            TestingRows.job(connection, "other", noJob, "PENDING", 0);
        }

        assertThat(DATABASE.rows("SELECT * FROM cv.find_orphans('orphans')"))
                .containsExactlyInAnyOrder(
                        "image_processing orphans " + lost + " job " + noJob,
                        "ocr_words orphans " + word + " image " + noImage);
        assertThat(DATABASE.rows("SELECT id FROM cv.find_orphans()"))
                .contains(lost.toString(), word.toString());
        assertThat(DATABASE.rows("SELECT * FROM cv.find_orphans('other')")).isEmpty();
    }

    private static long rowsOf(String tenant, UUID job) throws SQLException {
        return Long.parseLong(
                DATABASE.rows(
                                """
                                SELECT (SELECT count(*) FROM cv.processing_jobs
                                        WHERE tenant_id = t AND id = j)
                                    + (SELECT count(*) FROM cv.image_processing
                                        WHERE tenant_id = t AND job_id = j)
                                    + (SELECT count(*) FROM cv.ocr_words
                                        WHERE tenant_id = t AND job_id = j)
                                    + (SELECT count(*) FROM cv.dead_letters
                                        WHERE tenant_id = t AND job_id = j)
                                FROM (VALUES (?, ?)) v (t, j)
                                """,
                                tenant,
                                job)
                        .get(0));
    }
}
