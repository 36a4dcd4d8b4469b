package ke.co.datacraft.cv.jobs.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.operators.sink.DetectionRow;
import ke.co.datacraft.cv.operators.sink.ImageRow;
import ke.co.datacraft.cv.operators.sink.QualityRow;

/** Statements that write images, detections and quality, and how rows are bound to them. */
public final class ResultStatements {

    private static final String INSERT_ONLY = "created_by created_at";

    /** Writes an {@link ImageRow}. */
    public static final String IMAGE_PROCESSING =
            Upsert.row(
                    "cv.image_processing",
                    "id tenant_id job_id source_id original_filename file_path file_size_bytes"
                            + " file_hash image_dimensions::jsonb image_format color_mode"
                            + " processing_type confidence_score processing_duration_ms"
                            + " processing_model model_version page page_count capture_time"
                            + " ingest_time created_by created_at result_document",
                    INSERT_ONLY);

    /** Writes a {@link DetectionRow}: one per image and model. */
    public static final String OBJECT_DETECTIONS =
            Upsert.row(
                    "cv.object_detections",
                    "id tenant_id job_id image_id source_id task detection_model model_version"
                            + " model_sha256 detected_objects::jsonb total_objects"
                            + " detection_confidence image_resolution::jsonb inference_time_ms"
                            + " preprocessing_time_ms postprocessing_time_ms capture_time"
                            + " created_by created_at"
                            + Upsert.STEP_COLUMNS,
                    INSERT_ONLY);

    /** Writes a {@link QualityRow}. */
    public static final String IMAGE_QUALITY =
            Upsert.row(
                    "cv.image_quality",
                    "id tenant_id job_id image_id source_id model model_version sharpness"
                            + " brightness contrast underexposed overexposed score"
                            + " inference_time_ms preprocessing_time_ms postprocessing_time_ms"
                            + " capture_time created_by created_at"
                            + Upsert.STEP_COLUMNS,
                    INSERT_ONLY);

    private ResultStatements() {}

    /** Binds {@link #IMAGE_PROCESSING}. */
    public static void bind(PreparedStatement statement, ImageRow row, FieldCipher cipher)
            throws SQLException {
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .uuid(row.jobId())
                .text(row.sourceId())
                .text(row.originalFilename())
                .text(row.filePath())
                .number(row.fileSizeBytes())
                .text(row.fileHash())
                .text(row.imageDimensions())
                .text(row.imageFormat())
                .text(row.colorMode())
                .text(row.processingType())
                .numberOrNull(row.confidenceScore())
                .number(row.processingDurationMs())
                .text(row.processingModel())
                .text(row.modelVersion())
                .number(row.page())
                .number(row.pageCount())
                .time(row.captureTime())
                .time(row.ingestTime())
                .text(row.createdBy())
                .time(row.createdAt())
                .text(
                        cipher.encrypt(
                                EncryptedFields.resultDocument(row.tenantId(), row.id()),
                                row.resultDocument()));
    }

    /** Binds {@link #OBJECT_DETECTIONS}. */
    public static void bind(PreparedStatement statement, DetectionRow row, FieldCipher cipher)
            throws SQLException {
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .uuid(row.jobId())
                .uuid(row.imageId())
                .text(row.sourceId())
                .text(row.task())
                .text(row.detectionModel())
                .text(row.modelVersion())
                .text(row.modelSha256())
                .text(
                        cipher.encryptJson(
                                EncryptedFields.detectedObjects(row.tenantId(), row.id()),
                                row.detectedObjects()))
                .number(row.totalObjects())
                .number(row.detectionConfidence())
                .text(row.imageResolution())
                .number(row.inferenceTimeMs())
                .number(row.preprocessingTimeMs())
                .number(row.postprocessingTimeMs())
                .time(row.captureTime())
                .text(row.createdBy())
                .time(row.createdAt())
                .step(row.step());
    }

    /** Binds {@link #IMAGE_QUALITY}. */
    public static void bind(PreparedStatement statement, QualityRow row) throws SQLException {
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .uuid(row.jobId())
                .uuid(row.imageId())
                .text(row.sourceId())
                .text(row.model())
                .text(row.modelVersion())
                .number(row.sharpness())
                .number(row.brightness())
                .number(row.contrast())
                .number(row.underexposed())
                .number(row.overexposed())
                .number(row.score())
                .number(row.inferenceTimeMs())
                .number(row.preprocessingTimeMs())
                .number(row.postprocessingTimeMs())
                .time(row.captureTime())
                .text(row.createdBy())
                .time(row.createdAt())
                .step(row.step());
    }
}
