package ke.co.datacraft.cv.operators.sink;

import java.time.Duration;
import java.util.Map;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.ResultEvent;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.TracksEvent;

/**
 * Entries of the stream {@link RedisKeys#events}. A replay after a failure tells an event again
 * under the same id.
 */
final class RedisEvents {

    private RedisEvents() {}

    /** How far a job is; its id is the job, the attempt and the progress. */
    static RedisWrite of(JobStatus status, int length, Duration ttl) {
        String id =
                "%s:%d:%s:%d:%d"
                        .formatted(
                                status.jobId(),
                                status.retryCount(),
                                status.state(),
                                status.completed(),
                                status.failed());
        return entry(
                status.tenantId(),
                Map.of(
                        RedisKeys.EVENT_TYPE,
                        RedisKeys.JOB_EVENT,
                        RedisKeys.EVENT_SOURCE,
                        "",
                        RedisKeys.EVENT_ID,
                        id,
                        RedisKeys.EVENT_DATA,
                        ContractCodec.toJson(status)),
                length,
                ttl);
    }

    /** A result in brief; its id is that of the image. */
    static RedisWrite of(ImageResult result, int length, Duration ttl) {
        return entry(
                result.tenantId(),
                Map.of(
                        RedisKeys.EVENT_TYPE,
                        RedisKeys.RESULT_EVENT,
                        RedisKeys.EVENT_SOURCE,
                        result.sourceId() == null ? "" : result.sourceId(),
                        RedisKeys.EVENT_ID,
                        result.imageId().toString(),
                        RedisKeys.EVENT_DATA,
                        ContractCodec.toJson(ResultEvent.of(result))),
                length,
                ttl);
    }

    /** What happens at a source; its id is that of the event and the number of the message. */
    static RedisWrite of(AnalyticsEvent event, int length, Duration ttl) {
        return entry(
                event.tenantId(),
                fields(
                        RedisKeys.ANALYTICS_EVENT,
                        event.sourceId(),
                        event.id() + ":" + event.sequence(),
                        event),
                length,
                ttl);
    }

    /** Objects with their tracks; its id is that of the image and the type. */
    static RedisWrite of(TracksEvent tracks, int length, Duration ttl) {
        return entry(
                tracks.tenantId(),
                fields(
                        RedisKeys.TRACKS_EVENT,
                        tracks.sourceId(),
                        tracks.imageId() + ":" + RedisKeys.TRACKS_EVENT,
                        tracks),
                length,
                ttl);
    }

    /** What somebody should know of; its id is that of the alert and the number of the message. */
    static RedisWrite of(Alert alert, int length, Duration ttl) {
        return entry(
                alert.tenantId(),
                fields(
                        RedisKeys.ALERT_EVENT,
                        alert.sourceId() == null ? "" : alert.sourceId(),
                        alert.id() + ":" + alert.sequence(),
                        alert),
                length,
                ttl);
    }

    /** How a source is; its id is the source and the time. */
    static RedisWrite of(SourceStatus status, int length, Duration ttl) {
        return entry(
                status.tenantId(),
                fields(
                        RedisKeys.SOURCE_STATUS_EVENT,
                        status.sourceId(),
                        status.sourceId() + ":" + status.updatedAt(),
                        status),
                length,
                ttl);
    }

    private static Map<String, String> fields(
            String type, String source, String id, Object message) {
        return Map.of(
                RedisKeys.EVENT_TYPE,
                type,
                RedisKeys.EVENT_SOURCE,
                source,
                RedisKeys.EVENT_ID,
                id,
                RedisKeys.EVENT_DATA,
                ContractCodec.toJson(message));
    }

    private static RedisWrite entry(
            String tenantId, Map<String, String> fields, int length, Duration ttl) {
        return RedisWrite.entry(
                RedisKeys.events(tenantId), fields.get(RedisKeys.EVENT_ID), fields, length, ttl);
    }
}
