package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;

/** Makes numbers and times fit for their PostgreSQL columns. */
final class ColumnValues {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private ColumnValues() {}

    /** Whole milliseconds within the range of an integer. */
    static int millis(double value) {
        return (int) Math.max(0, Math.min(Integer.MAX_VALUE, Math.round(value)));
    }

    /** The time, or null when it is none of the years 1 to 9999. */
    static Instant time(Instant time) {
        return time == null || time.isBefore(FIRST) || time.isAfter(LAST) ? null : time;
    }
}
