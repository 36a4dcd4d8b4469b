package ke.co.datacraft.cv.bridge.job;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.TaskRequest;

/** Rows of {@code cv.processing_jobs} as views. */
final class JobRows {

    static final String COLUMNS =
            "id, tenant_id, job_name, status, total_images, completed_images, failed_images,"
                    + " progress_percentage, processing_type, processing_parameters, content_type,"
                    + " input_file_path, error_message, retry_count, max_retries, priority,"
                    + " created_by, created_at, started_at, completed_at, updated_at";

    /**
     * What {@code processing_parameters} says.
     *
     * @param tasks what was asked for
     * @param pipeline pipeline that was asked for
     */
    record Processing(List<TaskRequest> tasks, String pipeline) {

        static Processing of(JobRequest request) {
            return new Processing(
                    request.tasks().isEmpty() ? null : request.tasks(), request.pipeline());
        }

        static Processing parse(String json) {
            if (json == null) {
                return new Processing(null, null);
            }
            try {
                return ContractCodec.readTrusted(
                        json.getBytes(StandardCharsets.UTF_8), Processing.class);
            } catch (IOException e) {
                // Someone else wrote the row; what it holds is not for this view.
                return new Processing(null, null);
            }
        }
    }

    private JobRows() {}

    static JobView view(ResultSet row) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        Processing processing = Processing.parse(row.getString("processing_parameters"));
        return new JobView(
                id,
                row.getString("tenant_id"),
                row.getString("job_name"),
                JobState.valueOf(row.getString("status")),
                row.getInt("total_images"),
                row.getInt("completed_images"),
                row.getInt("failed_images"),
                row.getDouble("progress_percentage"),
                row.getString("processing_type"),
                processing.tasks(),
                processing.pipeline(),
                row.getString("content_type"),
                row.getString("input_file_path"),
                row.getString("error_message"),
                row.getInt("retry_count"),
                row.getInt("max_retries"),
                row.getInt("priority"),
                row.getString("created_by"),
                time(row, "created_at"),
                time(row, "started_at"),
                time(row, "completed_at"),
                time(row, "updated_at"),
                JobView.Links.of(id));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** JSON of an answer, to be kept. */
    static String json(JobView view) {
        return ContractCodec.toJson(view);
    }

    /** A kept answer. */
    static JsonNode tree(String json) {
        return ke.co.datacraft.cv.bridge.http.BridgeJson.tree(json);
    }
}
