package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole results beside their rows. */
class ResultDocumentITCase {

    private static final String JOB = "00000000-0000-0000-0000-000000000001";

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @BeforeAll
    static void migrate() throws SQLException {
        new Migrator(DatabaseSettings.of(DATABASE.url())).migrate();
        DATABASE.rows("SELECT create_tenant_schema('acme')");
    }

    @Test
    void everyPartitionCompressesThemByLz4WhereTheServerHasIt() throws SQLException {
        boolean lz4 =
                DATABASE.rows(
                                """
                                SELECT 1 FROM pg_settings WHERE 'lz4' = ANY (enumvals)
                                AND name = 'default_toast_compression'
                                """)
                        .contains("1");
        String method = lz4 ? " l" : " ";

        assertThat(
                        DATABASE.rows(
                                """
                                SELECT attrelid::regclass, attcompression FROM pg_attribute
                                WHERE attname = 'result_document' AND attrelid IN (
                                    SELECT oid FROM pg_class WHERE relkind IN ('r', 'p'))
                                ORDER BY 1::text
                                """))
                .containsExactly(
                        "cv.image_processing" + method,
                        "cv.image_processing_default" + method,
                        "cv_tenant_acme.image_processing" + method);
    }

    @Test
    void aJobIsReadByItsIndexInTheOrderOfNamesAndPages() throws SQLException {
        image("b.pdf", "s3://x/b.pdf", 1);
        image("b.pdf", "s3://x/b.pdf", 0);
        image("a.png", "s3://x/%s".formatted("long/".repeat(2000)), 0);

        String query =
                "SELECT original_filename, page FROM cv.image_processing WHERE tenant_id = 'acme'"
                        + " AND job_id = '%s' ORDER BY original_filename, md5(file_path), page, id"
                                .formatted(JOB);

        assertThat(DATABASE.rows(query)).containsExactly("a.png 0", "b.pdf 0", "b.pdf 1");
        assertThat(String.join("\n", plan(query)))
                .contains("image_processing_job_id_original_filename")
                .doesNotContain("Sort");
    }

    @Test
    void theNewestFrameOfACameraIsReadByItsIndex() throws SQLException {
        assertThat(
                        String.join(
                                "\n",
                                plan(
                                        "SELECT id FROM cv.image_processing WHERE tenant_id = 'acme'"
                                                + " AND source_id = 'gate' ORDER BY"
                                                + " coalesce(capture_time, created_at) DESC, id"
                                                + " LIMIT 1")))
                .contains("Index")
                .doesNotContain("Sort");
    }

    /** Small tables are read without index unless that is forbidden. */
    private static List<String> plan(String query) throws SQLException {
        try (Connection connection = DATABASE.connect()) {
            TestingDatabase.rows(connection, "SELECT set_config('enable_seqscan', 'off', false)");
            TestingDatabase.rows(
                    connection, "SELECT set_config('enable_bitmapscan', 'off', false)");
            return TestingDatabase.rows(connection, "EXPLAIN " + query);
        }
    }

    private static void image(String name, String uri, int page) throws SQLException {
        DATABASE.rows(
                """
                INSERT INTO cv.image_processing (id, tenant_id, job_id, original_filename, file_path,
                    page, file_size_bytes, file_hash, image_dimensions, image_format, color_mode,
                    processing_type, created_by, result_document)
                VALUES (?, 'acme', CAST(? AS uuid), ?, ?, ?, 1, 'h', '{}', 'PNG', 'RGB', 'ocr',
                    'tester', '{}')
                """,
                UUID.randomUUID(),
                JOB,
                name,
                uri,
                page);
    }
}
