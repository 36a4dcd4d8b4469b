package ke.co.datacraft.cv.operators.analytics.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.contracts.RuleSchedule;
import ke.co.datacraft.cv.contracts.Weekday;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchedulesTest {

    @Test
    void withoutAnyARuleAlwaysHolds() {
        assertThat(Schedules.hold(List.of(), Instant.EPOCH)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        // A Thursday; in Nairobi it is three hours later.
        "08:00, 17:00, UTC, 2026-01-01T08:00:00Z, true",
        "08:00, 17:00, UTC, 2026-01-01T17:00:00Z, false",
        "08:00, 17:00, Africa/Nairobi, 2026-01-01T05:00:00Z, true",
        "08:00, 17:00, Africa/Nairobi, 2026-01-01T04:59:59Z, false",
        // Over midnight.
        "22:00, 06:00, UTC, 2026-01-01T23:30:00Z, true",
        "22:00, 06:00, UTC, 2026-01-02T05:59:59Z, true",
        "22:00, 06:00, UTC, 2026-01-02T06:00:00Z, false",
        // Summer time in Berlin from 2026-03-29: two hours ahead instead of one.
        "08:00, 09:00, Europe/Berlin, 2026-03-28T07:30:00Z, true",
        "08:00, 09:00, Europe/Berlin, 2026-03-29T06:30:00Z, true",
        "08:00, 09:00, Europe/Berlin, 2026-03-29T07:30:00Z, false",
        "00:00, 24:00, UTC, 2026-01-01T23:59:59Z, true"
    })
    void timesOfDayAreThoseOfTheirZone(
            String from, String to, String zone, String time, boolean holds) {
        RuleSchedule schedule = new RuleSchedule(null, from, to, zone);
        assertThat(Schedules.hold(List.of(schedule), Instant.parse(time))).isEqualTo(holds);
    }

    @Test
    void daysAreThoseOnWhichItBegins() {
        Weekday[] days = Weekday.values();
        RuleSchedule mondays = new RuleSchedule(List.of(days[0]), "22:00", "06:00", "UTC");
        assertThat(Schedules.hold(List.of(mondays), Instant.parse("2026-01-06T05:00:00Z")))
                .isTrue();
        assertThat(Schedules.hold(List.of(mondays), Instant.parse("2026-01-05T05:00:00Z")))
                .isFalse();
    }
}
