package ke.co.datacraft.cv.bridge.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.Call;

/**
 * Which jobs are asked for, in which order.
 *
 * @param states only these; empty for all
 * @param task only jobs with this task
 * @param name only jobs whose name contains this
 * @param contentType only jobs of this media type
 * @param createdBy only jobs of this subject
 * @param after only jobs submitted at this time or later
 * @param before only jobs submitted before this time
 * @param order their order
 * @param limit most jobs
 */
record JobQuery(
        List<String> states,
        Optional<String> task,
        Optional<String> name,
        Optional<String> contentType,
        Optional<String> createdBy,
        Optional<Instant> after,
        Optional<Instant> before,
        JobOrder order,
        int limit) {

    private static final int DEFAULT_LIMIT = 50;

    static JobQuery of(Call call) {
        return new JobQuery(
                call.queries("state"),
                call.query("task"),
                call.query("name"),
                call.query("content_type"),
                call.query("created_by"),
                call.queryTime("after"),
                call.queryTime("before"),
                JobOrder.of(call.query("sort").orElse("-created_at")),
                call.queryInt("limit", DEFAULT_LIMIT));
    }
}
