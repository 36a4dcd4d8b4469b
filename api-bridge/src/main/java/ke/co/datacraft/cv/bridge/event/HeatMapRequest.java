package ke.co.datacraft.cv.bridge.event;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/**
 * Which heat maps are asked for.
 *
 * @param tenant whose
 * @param source of which source
 * @param labels of these classes, added up; of all when empty
 * @param after from when on; the stored hour that it is in counts whole
 * @param before up to but without when
 * @param begins when the buckets begin, at least one
 */
record HeatMapRequest(
        String tenant,
        String source,
        List<String> labels,
        Instant after,
        Instant before,
        List<Instant> begins) {

    /** Most stored hours that are added up for one answer: 31 days and what is begun of an hour. */
    static final int MAX_HOURS = 31 * 24 + 1;

    /** Most buckets of an answer. */
    static final int MAX_MAPS = 200;

    private static final String WHOLE = "all";

    static HeatMapRequest of(Call call, Instant now) {
        CountRequest times = CountRequest.of(call, now);
        Instant first = times.after().truncatedTo(ChronoUnit.HOURS);
        if (Duration.between(first, times.before()).compareTo(Duration.ofHours(MAX_HOURS)) > 0) {
            throw new ApiError(
                            ErrorCode.TOO_MANY_BUCKETS,
                            "More than " + MAX_HOURS + " hours would be added up")
                    .cure("Ask for less time");
        }
        boolean whole = call.query("bucket").orElse(WHOLE).equals(WHOLE);
        List<Instant> begins = whole ? List.of(first) : times.buckets();
        if (begins.size() > MAX_MAPS) {
            throw new ApiError(
                            ErrorCode.TOO_MANY_BUCKETS,
                            "The answer would have more than " + MAX_MAPS + " maps")
                    .cure("Ask for longer buckets or less time");
        }
        return new HeatMapRequest(
                call.tenant(),
                call.query("source_id").orElseThrow(),
                call.queries("label"),
                first,
                times.before(),
                begins);
    }
}
