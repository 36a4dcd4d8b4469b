package ke.co.datacraft.cv.operators.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.ResultCounts;

/** What Redis shows of jobs, cameras and images. An absent value is an empty field. */
public final class RedisMappers {

    private RedisMappers() {}

    /** A job as the hash {@link RedisKeys#job}, and its event. */
    public static RedisMapper<JobStatus> jobs(Duration ttl, int eventsLength) {
        return status ->
                withEvent(
                        RedisWrite.hash(
                                RedisKeys.job(status.tenantId(), status.jobId()),
                                fields(status),
                                ttl),
                        () -> RedisEvents.of(status, eventsLength, ttl),
                        eventsLength);
    }

    /**
     * A result: of a camera as the hash {@link RedisKeys#source}, of a job as JSON under {@link
     * RedisKeys#image}; and its event.
     */
    public static RedisMapper<SerializedResult> results(Duration ttl, int eventsLength) {
        return serialized ->
                withEvent(
                        value(serialized, ttl),
                        () -> RedisEvents.of(serialized.result(), eventsLength, ttl),
                        eventsLength);
    }

    private static List<RedisWrite> withEvent(
            RedisWrite value, Supplier<RedisWrite> event, int eventsLength) {
        return eventsLength == 0 ? List.of(value) : List.of(value, event.get());
    }

    private static RedisWrite value(SerializedResult serialized, Duration ttl) {
        ImageResult result = serialized.result();
        return result.sourceId() == null
                ? RedisWrite.text(
                        RedisKeys.image(result.tenantId(), result.imageId()),
                        serialized.text(),
                        ttl)
                : RedisWrite.hash(
                        RedisKeys.source(result.tenantId(), result.sourceId()),
                        fields(result),
                        ttl);
    }

    private static Map<String, String> fields(JobStatus status) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", text(status.name()));
        fields.put("state", status.state().name());
        fields.put("total", Integer.toString(status.total()));
        fields.put("completed", Integer.toString(status.completed()));
        fields.put("failed", Integer.toString(status.failed()));
        fields.put("progress_percentage", Double.toString(status.progressPercentage()));
        fields.put("processing_type", text(status.processingType()));
        fields.put("error_message", text(status.errorMessage()));
        fields.put("retry_count", Integer.toString(status.retryCount()));
        fields.put("max_retries", Integer.toString(status.maxRetries()));
        fields.put("created_by", text(status.createdBy()));
        fields.put("created_at", text(status.createdAt()));
        fields.put("started_at", text(status.startedAt()));
        fields.put("completed_at", text(status.completedAt()));
        fields.put("updated_at", text(status.updatedAt()));
        return fields;
    }

    private static Map<String, String> fields(ImageResult result) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("image_id", result.imageId().toString());
        fields.put("uri", text(result.uri()));
        fields.put("width", Integer.toString(result.image().width()));
        fields.put("height", Integer.toString(result.image().height()));
        ResultCounts counts = ResultCounts.of(result.tasks());
        fields.put("objects", Integer.toString(counts.objects()));
        fields.put("faces", Integer.toString(counts.faces()));
        fields.put("barcodes", Integer.toString(counts.barcodes()));
        fields.put("last_frame_at", text(result.captureTime()));
        fields.put("process_time", text(result.processTime()));
        fields.put("tasks", ContractCodec.toJson(result.tasks()));
        return fields;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String text(Instant value) {
        return value == null ? "" : value.toString();
    }
}
