package ke.co.datacraft.cv.bridge.event;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/**
 * Which counts are asked for.
 *
 * @param after from when on
 * @param before up to but without when
 * @param bucket length of a bucket
 * @param zone where buckets begin at full hours and days
 * @param groups what an item is about: source, zone, label
 * @param filled whether buckets in which nothing happened are told, too
 */
record CountRequest(
        Instant after,
        Instant before,
        ChronoUnit bucket,
        ZoneId zone,
        Set<String> groups,
        boolean filled) {

    /** Most items of an answer. */
    static final int MAX_ITEMS = 10_000;

    static CountRequest of(Call call, Instant now) {
        Instant after = call.queryTime("after").orElseThrow();
        Instant before = call.queryTime("before").orElse(now);
        if (!after.isBefore(before)) {
            throw ApiError.invalid("after", "after is not before before")
                    .cure("Give a time that is earlier");
        }
        List<String> groups = call.queries("group_by");
        return new CountRequest(
                after,
                before,
                switch (call.query("bucket").orElse("hour")) {
                    case "minute" -> ChronoUnit.MINUTES;
                    case "day" -> ChronoUnit.DAYS;
                    default -> ChronoUnit.HOURS;
                },
                zone(call.query("time_zone").orElse("UTC")),
                groups.isEmpty() ? Set.of("source", "zone", "label") : new TreeSet<>(groups),
                call.query("fill").map(Boolean::valueOf).orElse(false));
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw ApiError.invalid("time_zone", "There is no time zone of that name")
                    .cure("Give a name such as Africa/Nairobi or UTC");
        }
    }

    /** Begin of the bucket that a time is in. */
    Instant begin(Instant time) {
        return time.atZone(zone).truncatedTo(bucket).toInstant();
    }

    /** Begin of the bucket behind the one that begins at a time. */
    Instant next(Instant begin) {
        ZonedDateTime local = begin.atZone(zone);
        // An hour that a change of the clocks repeats is two buckets of the same local time.
        return bucket == ChronoUnit.DAYS ? local.plusDays(1).toInstant() : begin.plus(1, bucket);
    }

    /**
     * Begins of all buckets.
     *
     * @throws ApiError when they alone are too many
     */
    List<Instant> buckets() {
        List<Instant> begins = new ArrayList<>();
        for (Instant at = begin(after); at.isBefore(before); at = next(at)) {
            begins.add(at);
            if (begins.size() > MAX_ITEMS) {
                throw tooMany();
            }
        }
        return begins;
    }

    /** Whether hours of the time zone begin at full hours in UTC, as the stored ones do. */
    boolean wholeHours() {
        return wholeHours(after) && wholeHours(before);
    }

    private boolean wholeHours(Instant time) {
        return zone.getRules().getOffset(time).getTotalSeconds() % Duration.ofHours(1).toSeconds()
                == 0;
    }

    static ApiError tooMany() {
        return new ApiError(
                        ErrorCode.TOO_MANY_BUCKETS,
                        "The answer would have more than " + MAX_ITEMS + " items")
                .cure("Ask for longer buckets, less time, or fewer groups");
    }
}
