package ke.co.datacraft.cv.jobs.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.operators.sink.BarcodeRows;
import ke.co.datacraft.cv.operators.sink.ClassificationRows;
import ke.co.datacraft.cv.operators.sink.EmbeddingRow;
import ke.co.datacraft.cv.operators.sink.FaceRows;
import ke.co.datacraft.cv.operators.sink.ResultColumns;

/**
 * Statements that write classes, faces, barcodes and feature vectors, and how rows are bound to
 * them. Those of lists write all rows of a result at once, and remove those that an earlier, longer
 * result of the same image, model, step and region left behind.
 */
public final class FindingStatements {

    private static final String SHARED =
            "tenant_id::varchar job_id::uuid image_id::uuid source_id::varchar model::varchar"
                    + " model_version::varchar model_sha256::varchar inference_time_ms::integer"
                    + " preprocessing_time_ms::integer postprocessing_time_ms::integer"
                    + " capture_time::timestamptz created_by::varchar created_at::timestamptz"
                    + " step::varchar region_step::varchar region_index::integer"
                    + " region_label::text region_bbox::jsonb";

    private static final String INSERT_ONLY = "created_by created_at";

    /** Writes {@link ClassificationRows}. */
    public static final String IMAGE_CLASSIFICATIONS =
            list(
                    "cv.image_classifications",
                    "rank",
                    "id::uuid rank::integer label::text class_id::integer confidence::float8");

    /** Writes {@link FaceRows}. */
    public static final String FACE_DETECTIONS =
            list(
                    "cv.face_detections",
                    "face_index",
                    "id::uuid face_index::integer confidence::float8 x::float8 y::float8"
                            + " width::float8 height::float8 landmarks::jsonb");

    /** Writes {@link BarcodeRows}. */
    public static final String BARCODES =
            list(
                    "cv.barcodes",
                    "barcode_index",
                    "id::uuid barcode_index::integer symbology::varchar content::text"
                            + " corners::jsonb");

    /** Writes an {@link EmbeddingRow}; pgvector casts the array where the column is its type. */
    public static final String IMAGE_EMBEDDINGS =
            Upsert.row(
                    "cv.image_embeddings",
                    "id " + SHARED + " dimensions embedding::real[]",
                    INSERT_ONLY);

    private FindingStatements() {}

    /**
     * @param table name with schema
     * @param index column that numbers the rows of a result from 0
     * @param own columns of a row, {@code name::type}
     */
    private static String list(String table, String index, String own) {
        List<String> columns = new ArrayList<>(Upsert.names(SHARED));
        columns.addAll(Upsert.names(own));
        String shared =
                Arrays.stream(SHARED.split(" "))
                        .map(column -> column.split("::"))
                        .map(part -> "CAST(? AS " + part[1] + ") AS " + part[0])
                        .collect(Collectors.joining(", "));
        String arrays =
                Arrays.stream(own.split(" "))
                        .map(column -> "CAST(? AS " + column.split("::")[1] + "[])")
                        .collect(Collectors.joining(", "));
        return "WITH shared AS (SELECT "
                + shared
                + "), stale AS (DELETE FROM "
                + table
                + " t USING shared s WHERE t.tenant_id = ? AND t.image_id = ? AND t."
                + index
                + " >= ? AND t.model = s.model AND t.model_version = s.model_version"
                + " AND t.step IS NOT DISTINCT FROM s.step"
                + " AND t.region_step IS NOT DISTINCT FROM s.region_step"
                + " AND t.region_index IS NOT DISTINCT FROM s.region_index) INSERT INTO "
                + table
                + " ("
                + String.join(", ", columns)
                + ") SELECT s.*, w.* FROM shared s CROSS JOIN unnest("
                + arrays
                + ") w"
                + Upsert.onConflict(columns, INSERT_ONLY);
    }

    /** Binds {@link #IMAGE_CLASSIFICATIONS}. */
    public static void bind(PreparedStatement statement, ClassificationRows rows)
            throws SQLException {
        List<ClassificationRows.Row> classes = rows.classes();
        shared(new Parameters(statement), rows.result(), classes.size())
                .array("uuid", column(classes, ClassificationRows.Row::id))
                .array("int4", column(classes, ClassificationRows.Row::rank))
                .array("text", column(classes, ClassificationRows.Row::label))
                .array("int4", column(classes, ClassificationRows.Row::classId))
                .array("float8", column(classes, ClassificationRows.Row::confidence));
    }

    /** Binds {@link #FACE_DETECTIONS}. */
    public static void bind(PreparedStatement statement, FaceRows rows, FieldCipher cipher)
            throws SQLException {
        String tenant = rows.result().tenantId();
        List<FaceRows.Row> faces = rows.faces();
        shared(new Parameters(statement), rows.result(), faces.size())
                .array("uuid", column(faces, FaceRows.Row::id))
                .array("int4", column(faces, FaceRows.Row::index))
                .array("float8", column(faces, FaceRows.Row::confidence))
                .array("float8", column(faces, FaceRows.Row::x))
                .array("float8", column(faces, FaceRows.Row::y))
                .array("float8", column(faces, FaceRows.Row::width))
                .array("float8", column(faces, FaceRows.Row::height))
                .array(
                        "text",
                        column(
                                faces,
                                face ->
                                        cipher.encryptJson(
                                                EncryptedFields.landmarks(tenant, face.id()),
                                                face.landmarks())));
    }

    /** Binds {@link #BARCODES}. */
    public static void bind(PreparedStatement statement, BarcodeRows rows, FieldCipher cipher)
            throws SQLException {
        String tenant = rows.result().tenantId();
        List<BarcodeRows.Row> barcodes = rows.barcodes();
        shared(new Parameters(statement), rows.result(), barcodes.size())
                .array("uuid", column(barcodes, BarcodeRows.Row::id))
                .array("int4", column(barcodes, BarcodeRows.Row::index))
                .array("text", column(barcodes, BarcodeRows.Row::symbology))
                .array(
                        "text",
                        column(
                                barcodes,
                                code ->
                                        cipher.encrypt(
                                                EncryptedFields.barcodeContent(tenant, code.id()),
                                                code.content())))
                .array("text", column(barcodes, BarcodeRows.Row::corners));
    }

    /** Binds {@link #IMAGE_EMBEDDINGS}. */
    public static void bind(PreparedStatement statement, EmbeddingRow row) throws SQLException {
        columns(new Parameters(statement).uuid(row.result().id()), row.result())
                .number(row.embedding().size())
                .array("float4", row.embedding().toArray());
    }

    /** Binds the shared columns, and from which place on rows are stale. */
    private static Parameters shared(Parameters parameters, ResultColumns result, int size)
            throws SQLException {
        return columns(parameters, result)
                .text(result.tenantId())
                .uuid(result.imageId())
                .number(size);
    }

    private static Parameters columns(Parameters parameters, ResultColumns result)
            throws SQLException {
        return parameters
                .text(result.tenantId())
                .uuid(result.jobId())
                .uuid(result.imageId())
                .text(result.sourceId())
                .text(result.model())
                .text(result.modelVersion())
                .text(result.modelSha256())
                .number(result.inferenceTimeMs())
                .number(result.preprocessingTimeMs())
                .number(result.postprocessingTimeMs())
                .time(result.captureTime())
                .text(result.createdBy())
                .time(result.createdAt())
                .step(result.step());
    }

    private static <T> Object[] column(List<T> rows, Function<T, Object> value) {
        return rows.stream().map(value).toArray();
    }
}
