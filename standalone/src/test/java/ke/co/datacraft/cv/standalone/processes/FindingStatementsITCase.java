package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.jobs.postgres.FindingStatements;
import ke.co.datacraft.cv.jobs.postgres.ResultStatements;
import ke.co.datacraft.cv.operators.sink.BarcodeRows;
import ke.co.datacraft.cv.operators.sink.ClassificationRows;
import ke.co.datacraft.cv.operators.sink.EmbeddingRow;
import ke.co.datacraft.cv.operators.sink.FaceRows;
import ke.co.datacraft.cv.operators.sink.ResultDocuments;
import ke.co.datacraft.cv.operators.sink.ResultRows;
import ke.co.datacraft.cv.operators.sink.SerializedResult;
import org.apache.flink.connector.jdbc.JdbcStatementBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The statements of the findings on a real server: one of its own, or the one that the system
 * property {@code cv.postgres.server} names (URL of a database; another one is made beside it),
 * which may have pgvector.
 */
class FindingStatementsITCase {

    private static EmbeddedPostgres own;
    private static TestingDatabase database;

    @BeforeAll
    static void start() throws IOException, SQLException {
        String server = System.getProperty("cv.postgres.server");
        if (server == null) {
            own = EmbeddedPostgres.start();
            server = "postgresql://postgres@localhost:" + own.getPort() + "/postgres";
        }
        database = TestingDatabase.create(server, "findings_" + ProcessHandle.current().pid());
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        database.close();
        if (own != null) {
            own.close();
        }
    }

    @BeforeEach
    void empty() throws SQLException {
        database.execute(
                "TRUNCATE cv.image_classifications, cv.face_detections, cv.barcodes,"
                        + " cv.image_embeddings, cv.image_processing");
    }

    private static ImageResult golden(String name, String... replacements) throws IOException {
        String json = new String(GoldenSamples.bytes("results.v1." + name), StandardCharsets.UTF_8);
        for (int i = 0; i < replacements.length; i += 2) {
            String changed = json.replaceAll(replacements[i], replacements[i + 1]);
            assertThat(changed).as(replacements[i]).isNotEqualTo(json);
            json = changed;
        }
        return ContractCodec.readTrusted(json.getBytes(StandardCharsets.UTF_8), ImageResult.class);
    }

    private static <T> void write(String sql, JdbcStatementBuilder<T> binder, List<T> rows)
            throws SQLException {
        try (PreparedStatement statement = database.connection().prepareStatement(sql)) {
            for (T row : rows) {
                binder.accept(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void writeClasses(ImageResult result) throws SQLException {
        write(
                FindingStatements.IMAGE_CLASSIFICATIONS,
                FindingStatements::bind,
                ClassificationRows.of(result));
    }

    private static List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = database.connection().createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    private static List<String> classes() throws SQLException {
        return rows(
                "SELECT concat_ws(' ', coalesce(region_index, -1), rank, label, confidence)"
                        + " FROM cv.image_classifications ORDER BY 1");
    }

    @Test
    void writingAgainChangesNothing() throws Exception {
        ImageResult result = golden("finds");
        for (int i = 0; i < 2; i++) {
            write(
                    FindingStatements.FACE_DETECTIONS,
                    (statement, row) -> FindingStatements.bind(statement, row, FieldCipher.NONE),
                    FaceRows.of(result));
            write(
                    FindingStatements.BARCODES,
                    (statement, row) -> FindingStatements.bind(statement, row, FieldCipher.NONE),
                    BarcodeRows.of(result));
            write(
                    FindingStatements.IMAGE_EMBEDDINGS,
                    FindingStatements::bind,
                    EmbeddingRow.of(result));
        }

        assertThat(
                        rows(
                                "SELECT concat_ws(' ', face_index, confidence, x, y, width, height,"
                                        + " landmarks -> 2, model_sha256 IS NOT NULL)"
                                        + " FROM cv.face_detections"))
                .containsExactly("0 0.9375 10 20 30 40 [22.5, 40.0] t");
        assertThat(
                        rows(
                                "SELECT concat_ws(' ', barcode_index, symbology, content,"
                                        + " corners -> 1, inference_time_ms) FROM cv.barcodes"))
                .containsExactly("0 EAN_13 4006381333931 [110.0, 20.0] 3");
        assertThat(
                        rows(
                                "SELECT concat_ws(' ', dimensions, embedding::real[])"
                                        + " FROM cv.image_embeddings"))
                .containsExactly("3 {0.25,-0.5,0.125}");
    }

    @Test
    void theRowOfAnImageHoldsTheMessageOfItsLatestResult() throws Exception {
        List<SerializedResult> results =
                Stream.of(
                                golden("finds"),
                                golden("finds", "4006381333931", "\u00e4\u20ac\\\\ud83d"))
                        .map(SerializedResult::of)
                        .toList();
        for (SerializedResult result : results) {
            write(
                    ResultStatements.IMAGE_PROCESSING,
                    (statement, row) -> ResultStatements.bind(statement, row, FieldCipher.NONE),
                    List.of(ResultRows.image(result, ResultDocuments.of("true"))));
        }

        assertThat(rows("SELECT result_document FROM cv.image_processing"))
                .containsExactly(results.get(1).text());
        assertThat(ContractCodec.readTrusted(results.get(1).json(), ImageResult.class))
                .isEqualTo(results.get(1).result());
    }

    @Test
    void aShorterResultRemovesWhatTheLongerOneLeft() throws Exception {
        writeClasses(golden("chain"));
        assertThat(classes()).containsExactly("0 0 sports car 0.75", "0 1 convertible 0.125");

        String second = "(?s),\\s*\\{\\s*\"label\": \"convertible\".*?}";
        writeClasses(golden("chain", second, ""));
        assertThat(classes()).containsExactly("0 0 sports car 0.75");

        writeClasses(golden("chain", second, "", "(?s)\\{\\s*\"label\": \"sports car\".*?}", ""));
        assertThat(classes()).isEmpty();
    }

    @Test
    void rowsOfOtherRegionsStepsModelsAndImagesStay() throws Exception {
        String none = "(?s)\"classes\": \\[.*?]";
        ImageResult empty = golden("chain", none, "\"classes\": []");
        writeClasses(golden("chain", "\"index\": 0", "\"index\": 1"));
        writeClasses(golden("chain", "(?s)\"region\": \\{.*?},", ""));
        writeClasses(golden("chain", "mobilenet-v2", "resnet-50"));
        writeClasses(golden("chain", "0b6f7f3e", "0b6f7f3f"));
        writeClasses(golden("chain", "\"tenant_id\": \"acme\"", "\"tenant_id\": \"other\""));
        writeClasses(golden("chain", "\"image_classification\",", "$0 \"step\": \"kinds\","));

        writeClasses(empty);

        assertThat(classes()).hasSize(12);
    }

    @Test
    void stepAndRegionAreWritten() throws Exception {
        writeClasses(golden("chain", "\"image_classification\",", "$0 \"step\": \"kinds\","));

        assertThat(
                        rows(
                                "SELECT DISTINCT concat_ws(' ', step, region_step, region_index,"
                                        + " region_label, region_bbox)"
                                        + " FROM cv.image_classifications"))
                .containsExactly("kinds vehicles 0 car [70.5, 185.0, 360.0, 180.25]");
    }

    @Test
    void pgvectorFindsTheNearestWhereTheServerHasIt() throws Exception {
        Assumptions.assumeTrue(
                rows("SELECT 1 FROM pg_extension WHERE extname = 'vector'").size() == 1,
                "the server has no pgvector");
        write(
                FindingStatements.IMAGE_EMBEDDINGS,
                FindingStatements::bind,
                EmbeddingRow.of(golden("finds")));
        write(
                FindingStatements.IMAGE_EMBEDDINGS,
                FindingStatements::bind,
                EmbeddingRow.of(golden("finds", "0b6f7f3e", "0b6f7f3f", "-0.5", "0.5")));

        assertThat(
                        rows(
                                "SELECT left(image_id::text, 8) FROM cv.image_embeddings"
                                        + " ORDER BY embedding <=> '[0.2,0.6,0.1]' LIMIT 1"))
                .containsExactly("0b6f7f3f");
        assertThat(rows("SELECT cv.use_pgvector()")).containsExactly("vector");
    }
}
