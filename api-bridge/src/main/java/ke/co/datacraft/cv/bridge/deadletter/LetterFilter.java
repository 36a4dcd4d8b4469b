package ke.co.datacraft.cv.bridge.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.SqlQuery;

/**
 * Which dead letters are meant; what is null or empty asks for nothing.
 *
 * @param ids only these
 * @param reasons only those of these reasons
 * @param jobId only those of this job
 * @param sourceId only those of this source
 * @param after only those that failed then or later
 * @param before only those that failed earlier
 * @param force also those that were replayed already
 */
record LetterFilter(
        List<UUID> ids,
        List<String> reasons,
        UUID jobId,
        String sourceId,
        Instant after,
        Instant before,
        Boolean force) {

    LetterFilter {
        ids = ids == null ? List.of() : List.copyOf(ids);
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
        force = force != null && force;
    }

    static LetterFilter of(UUID id, boolean force) {
        return new LetterFilter(List.of(id), null, null, null, null, null, force);
    }

    SqlQuery narrow(SqlQuery query) {
        if (!ids.isEmpty()) {
            query.where("id = ANY (?)", (Object) ids.toArray(UUID[]::new));
        }
        return query.any("reason", reasons)
                .given("job_id = ?", Optional.ofNullable(jobId))
                .given("source_id = ?", Optional.ofNullable(sourceId))
                .given("failed_at >= ?", Optional.ofNullable(after))
                .given("failed_at < ?", Optional.ofNullable(before));
    }
}
