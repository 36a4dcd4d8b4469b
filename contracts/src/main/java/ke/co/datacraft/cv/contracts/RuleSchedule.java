package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * When a rule holds.
 *
 * @param days days on which it begins to hold; every day when empty, never null
 * @param from time of day from which, {@code HH:mm}; {@code 00:00} when absent
 * @param to time of day before which, {@code HH:mm} to {@code 24:00}; not after {@code from} means
 *     the next day, {@code 24:00} when absent
 * @param timeZone name of the time zone, such as {@code Africa/Nairobi}; {@code UTC} when absent
 */
public record RuleSchedule(List<Weekday> days, String from, String to, String timeZone) {

    /** Fills in the defaults. */
    public RuleSchedule {
        days = days == null ? List.of() : List.copyOf(days);
        from = from == null ? "00:00" : from;
        to = to == null ? "24:00" : to;
        timeZone = timeZone == null ? "UTC" : timeZone;
    }
}
