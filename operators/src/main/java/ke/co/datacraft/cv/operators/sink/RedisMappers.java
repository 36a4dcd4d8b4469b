package ke.co.datacraft.cv.operators.sink;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.ResultCounts;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.TracksEvent;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.operators.camera.SourceNews;

/** What Redis shows of jobs, cameras and images. An absent value is an empty field. */
public final class RedisMappers {

    private static final String TASKS = "tasks";

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
     * RedisKeys#image}; and its event. What was found is encrypted, the event tells counts and
     * boxes alone.
     */
    public static RedisMapper<SerializedResult> results(
            Duration ttl, int eventsLength, FieldCipher cipher) {
        return serialized ->
                withEvent(
                        value(serialized, ttl, cipher),
                        () -> RedisEvents.of(serialized.result(), eventsLength, ttl),
                        eventsLength);
    }

    /** What happens at sources, as events alone. */
    public static RedisMapper<AnalyticsEvent> analyticsEvents(Duration ttl, int eventsLength) {
        return event ->
                eventsLength == 0 ? List.of() : List.of(RedisEvents.of(event, eventsLength, ttl));
    }

    /** Objects with their tracks, as events alone. */
    public static RedisMapper<TracksEvent> tracks(Duration ttl, int eventsLength) {
        return tracks ->
                eventsLength == 0 ? List.of() : List.of(RedisEvents.of(tracks, eventsLength, ttl));
    }

    /** What somebody should know of, as events alone. */
    public static RedisMapper<Alert> alerts(Duration ttl, int eventsLength) {
        return alert ->
                eventsLength == 0 ? List.of() : List.of(RedisEvents.of(alert, eventsLength, ttl));
    }

    /** How a source is, as a field of the hash {@link RedisKeys#source}, and its event. */
    public static RedisMapper<SourceStatus> sourceStatuses(Duration ttl, int eventsLength) {
        return status ->
                withEvent(
                        RedisWrite.hash(
                                RedisKeys.source(status.tenantId(), status.sourceId()),
                                Map.of(RedisKeys.SOURCE_STATUS, ContractCodec.toJson(status)),
                                ttl),
                        () -> RedisEvents.of(status, eventsLength, ttl),
                        eventsLength);
    }

    /** What is new of a source; one that is gone has no hash any more. */
    public static RedisMapper<SourceNews> sources(Duration ttl, int eventsLength) {
        RedisMapper<SourceStatus> statuses = sourceStatuses(ttl, eventsLength);
        return news ->
                news.status() == null
                        ? List.of(
                                RedisWrite.delete(
                                        RedisKeys.source(news.tenantId(), news.sourceId())))
                        : statuses.map(news.status());
    }

    private static List<RedisWrite> withEvent(
            RedisWrite value, Supplier<RedisWrite> event, int eventsLength) {
        return eventsLength == 0 ? List.of(value) : List.of(value, event.get());
    }

    private static RedisWrite value(SerializedResult serialized, Duration ttl, FieldCipher cipher) {
        ImageResult result = serialized.result();
        if (result.sourceId() == null) {
            String key = RedisKeys.image(result.tenantId(), result.imageId());
            String stored = cipher.encrypt(EncryptedFields.redis(key, ""), serialized.text());
            return RedisWrite.text(key, stored, ttl);
        }
        String key = RedisKeys.source(result.tenantId(), result.sourceId());
        Map<String, String> fields = fields(result);
        fields.computeIfPresent(
                TASKS, (name, json) -> cipher.encrypt(EncryptedFields.redis(key, name), json));
        return RedisWrite.hash(key, fields, ttl);
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
        fields.put(TASKS, ContractCodec.toJson(result.tasks()));
        return fields;
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String text(Instant value) {
        return value == null ? "" : value.toString();
    }
}
