package ke.co.datacraft.cv.bridge.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ModelActivation;

/** Orders in {@code cv.model_activations}, and versions in the results. */
final class ModelTable {

    private static final String SELECT =
            "SELECT model, activation, version, updated_by, updated_at FROM cv.model_activations";

    private static final String WRITE =
            """
            INSERT INTO cv.model_activations AS old (model, activation, version, updated_by, updated_at)
            VALUES (?, CAST(? AS JSONB), 1, ?, ?)
            ON CONFLICT (model) DO UPDATE SET activation = EXCLUDED.activation,
                version = old.version + 1, updated_by = EXCLUDED.updated_by,
                updated_at = EXCLUDED.updated_at
            """;

    /** Results of the newest jobs and frames: a look at all would read whole tables. */
    private static final String SEEN =
            """
            WITH newest AS (
                (SELECT i.id FROM (
                     SELECT id FROM cv.processing_jobs WHERE tenant_id = ?
                     ORDER BY created_at DESC, id DESC LIMIT 200) job
                 JOIN cv.image_processing i ON i.tenant_id = ? AND i.job_id = job.id
                 LIMIT 2000)
                UNION
                (SELECT i.id FROM (
                     SELECT id FROM cv.sources WHERE tenant_id = ?
                     ORDER BY updated_at DESC LIMIT 50) source
                 CROSS JOIN LATERAL (
                     SELECT id FROM cv.image_processing
                     WHERE tenant_id = ? AND source_id = source.id
                     ORDER BY source_id, coalesce(capture_time, created_at) DESC, id
                     LIMIT 20) i))
            SELECT model, version, max(sha256) AS sha256, count(*) AS results,
                   max(created_at) AS last_used_at
            FROM (%s) made
            GROUP BY model, version ORDER BY model, version LIMIT 1000
            """
                    .formatted(
                            Stream.of(
                                            made("object_detections", "detection_model"),
                                            made("image_classifications", "model"),
                                            made("face_detections", "model"),
                                            made("barcodes", "model"),
                                            made("ocr_pages", "model"),
                                            made("image_embeddings", "model"),
                                            made("image_quality", "model"))
                                    .collect(Collectors.joining(" UNION ALL ")));

    private ModelTable() {}

    private static String made(String table, String model) {
        // One table of results keeps no digest.
        String digest = table.equals("image_quality") ? "NULL" : "r.model_sha256";
        return "SELECT r."
                + model
                + " AS model, r.model_version AS version, "
                + digest
                + " AS sha256, r.created_at FROM newest JOIN cv."
                + table
                + " r ON r.image_id = newest.id WHERE r.tenant_id = ?";
    }

    /** What was ordered, by model. */
    static List<Activation> activations(Connection connection) throws SQLException {
        return new SqlQuery(SELECT)
                .then("ORDER BY model COLLATE \"C\" LIMIT 10000")
                .list(connection, ModelTable::read);
    }

    /** What was ordered of a model. */
    static Optional<Activation> activation(Connection connection, String model)
            throws SQLException {
        return new SqlQuery(SELECT).where("model = ?", model).first(connection, ModelTable::read);
    }

    /** Keeps an order. */
    static void write(Connection connection, Activation activation) throws SQLException {
        new SqlQuery(
                        WRITE,
                        activation.model(),
                        activation.order() == null
                                ? null
                                : ContractCodec.toJson(activation.order()),
                        activation.updatedBy(),
                        activation.updatedAt())
                .update(connection);
    }

    /** Versions that made the tenant's newest results. */
    static List<SeenVersion> seen(Connection connection, String tenant) throws SQLException {
        Object[] tenants = new Object[11];
        java.util.Arrays.fill(tenants, tenant);
        return new SqlQuery(SEEN, tenants)
                .list(
                        connection,
                        row ->
                                new SeenVersion(
                                        row.getString("model"),
                                        row.getString("version"),
                                        row.getString("sha256"),
                                        row.getLong("results"),
                                        SqlQuery.time(row, "last_used_at")));
    }

    private static Activation read(ResultSet row) throws SQLException {
        String order = row.getString("activation");
        try {
            return new Activation(
                    row.getString("model"),
                    order == null
                            ? null
                            : ContractCodec.readTrusted(
                                    order.getBytes(StandardCharsets.UTF_8), ModelActivation.class),
                    row.getLong("version"),
                    row.getString("updated_by"),
                    SqlQuery.time(row, "updated_at"));
        } catch (IOException e) {
            throw new SQLException("cv.model_activations.activation holds no activation", e);
        }
    }
}
