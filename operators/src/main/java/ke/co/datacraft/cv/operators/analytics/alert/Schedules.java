package ke.co.datacraft.cv.operators.analytics.alert;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import ke.co.datacraft.cv.contracts.RuleSchedule;

/**
 * Whether a moment lies in a schedule. A span begins at {@code from} of one of its days and lasts
 * until {@code to}, of the next day where that is not later. Where a clock is put forward over
 * either, the moment of the change takes its place; where it is put back, a span begins at the
 * first and ends at the second of the two.
 */
final class Schedules {

    private static final String MIDNIGHT = "24:00";

    private Schedules() {}

    /** Whether one of the schedules holds; none at all always does. */
    static boolean hold(List<RuleSchedule> schedules, Instant time) {
        return schedules.isEmpty()
                || schedules.stream().anyMatch(schedule -> holds(schedule, time));
    }

    private static boolean holds(RuleSchedule schedule, Instant time) {
        ZoneId zone = ZoneId.of(schedule.timeZone());
        LocalDate today = time.atZone(zone).toLocalDate();
        return beginsOn(schedule, zone, today, time)
                || beginsOn(schedule, zone, today.minusDays(1), time);
    }

    private static boolean beginsOn(
            RuleSchedule schedule, ZoneId zone, LocalDate day, Instant time) {
        if (!schedule.days().isEmpty()
                && schedule.days().stream()
                        .noneMatch(d -> dayOfWeek(d.name()) == day.getDayOfWeek())) {
            return false;
        }
        LocalTime from = LocalTime.parse(schedule.from());
        LocalTime to =
                schedule.to().equals(MIDNIGHT) ? LocalTime.MIN : LocalTime.parse(schedule.to());
        LocalDate last = to.isAfter(from) ? day : day.plusDays(1);
        return !time.isBefore(instant(day.atTime(from), zone, true))
                && time.isBefore(instant(last.atTime(to), zone, false));
    }

    private static DayOfWeek dayOfWeek(String name) {
        return DayOfWeek.valueOf(name);
    }

    private static Instant instant(LocalDateTime local, ZoneId zone, boolean first) {
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        if (change == null) {
            return local.atZone(zone).toInstant();
        }
        if (change.isGap()) {
            return change.getInstant();
        }
        return local.toInstant(first ? change.getOffsetBefore() : change.getOffsetAfter());
    }
}
