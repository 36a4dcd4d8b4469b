package ke.co.datacraft.cv.jobs.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import ke.co.datacraft.cv.operators.sink.DeadLetterRow;
import ke.co.datacraft.cv.operators.sink.JobRow;

/** Statements that write jobs and dead letters, and how rows are bound to them. */
public final class JobStatements {

    /** Writes a {@link JobRow}; a trigger keeps the state from moving back. */
    public static final String PROCESSING_JOBS =
            Upsert.row(
                    "cv.processing_jobs",
                    "id tenant_id job_name processing_type content_type status progress_percentage"
                            + " input_file_path error_message retry_count max_retries priority"
                            + " created_by created_at started_at completed_at updated_at"
                            + " total_images completed_images failed_images",
                    "job_name processing_type content_type input_file_path max_retries priority"
                            + " created_by created_at");

    /** Writes a {@link DeadLetterRow}. */
    public static final String DEAD_LETTERS =
            Upsert.row(
                    "cv.dead_letters",
                    "id tenant_id job_id source_id image_id uri reason message attempts"
                            + " origin_topic origin_partition origin_offset original_key"
                            + " original_key_encoding original_value original_encoding"
                            + " original_headers::jsonb failed_at",
                    "failed_at");

    private JobStatements() {}

    /** Binds {@link #PROCESSING_JOBS}. */
    public static void bind(PreparedStatement statement, JobRow row) throws SQLException {
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .text(row.jobName())
                .text(row.processingType())
                .text(row.contentType())
                .text(row.status())
                .number(row.progressPercentage())
                .text(row.inputFilePath())
                .text(row.errorMessage())
                .number(row.retryCount())
                .number(row.maxRetries())
                .number(row.priority())
                .text(row.createdBy())
                .time(row.createdAt())
                .time(row.startedAt())
                .time(row.completedAt())
                .time(row.updatedAt())
                .number(row.totalImages())
                .number(row.completedImages())
                .number(row.failedImages());
    }

    /** Binds {@link #DEAD_LETTERS}. */
    public static void bind(PreparedStatement statement, DeadLetterRow row) throws SQLException {
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .uuid(row.jobId())
                .text(row.sourceId())
                .uuid(row.imageId())
                .text(row.uri())
                .text(row.reason())
                .text(row.message())
                .number(row.attempts())
                .text(row.originTopic())
                .number(row.originPartition())
                .number(row.originOffset())
                .text(row.originalKey())
                .text(row.originalKeyEncoding())
                .text(row.originalValue())
                .text(row.originalEncoding())
                .text(row.originalHeaders())
                .time(row.failedAt());
    }
}
