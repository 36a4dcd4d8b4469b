package ke.co.datacraft.cv.contracts;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Pattern;

/** Checks of a {@link RuleDefinition} that the types of its fields cannot make. */
public final class RuleValidator {

    private static final int WEEK = 604_800;
    private static final int DAY = 86_400;
    private static final int MAX_SCHEDULES = 20;
    private static final int MAX_DELIVERIES = 20;
    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final String MIDNIGHT = "24:00";

    private RuleValidator() {}

    /**
     * Returns when the rule can be evaluated.
     *
     * @param key key of the record, or null
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, naming the field, its value and
     *     the cure
     */
    public static void validate(String key, RuleDefinition rule) throws ContractException {
        DefinitionChecks.head(
                key, rule.tenantId(), rule.id(), rule.name(), rule.version(), rule.updatedBy());
        DefinitionChecks.present("when", rule.when(), "say which events the rule is about");
        condition(rule.when());
        FieldChecks.range("schedules.length", rule.schedules().size(), 0, MAX_SCHEDULES);
        for (int i = 0; i < rule.schedules().size(); i++) {
            schedule("schedules[" + i + "]", rule.schedules().get(i));
        }
        FieldChecks.range("cooldown_seconds", rule.cooldownSeconds(), 0, WEEK);
        if (rule.grouping() != null) {
            FieldChecks.range("grouping.window_seconds", rule.grouping().windowSeconds(), 1, DAY);
        }
        deliveries(rule.deliveries());
    }

    private static void condition(RuleCondition when) throws ContractException {
        DefinitionChecks.identifiers("when.sources", when.sources());
        DefinitionChecks.identifiers("when.zones", when.zones());
        DefinitionChecks.labels("when.labels", when.labels());
        DefinitionChecks.tags("when.tags", when.tags());
        DefinitionChecks.number("when.min_confidence", when.minConfidence(), 0, 1);
        DefinitionChecks.number("when.min_seconds", when.minSeconds(), 0, DAY);
        DefinitionChecks.number("when.min_speed_kmh", when.minSpeedKmh(), 0, 1000);
        DefinitionChecks.number("when.min_count", when.minCount(), 1, 100_000);
        if (!when.directions().isEmpty()
                && !when.kinds().isEmpty()
                && !when.kinds().contains(EventKind.LINE)) {
            throw FieldChecks.invalid(
                    "when.directions",
                    when.directions().toString(),
                    "needs the kind line; add it or leave directions out");
        }
    }

    private static void schedule(String path, RuleSchedule schedule) throws ContractException {
        time(path + ".from", schedule.from(), false);
        time(path + ".to", schedule.to(), true);
        FieldChecks.text(path + ".time_zone", schedule.timeZone(), 1, 60);
        try {
            ZoneId.of(schedule.timeZone());
        } catch (DateTimeException e) {
            throw FieldChecks.invalid(
                    path + ".time_zone",
                    schedule.timeZone(),
                    "is no time zone; give a name such as Africa/Nairobi or UTC");
        }
    }

    private static void time(String field, String time, boolean midnight) throws ContractException {
        if (!TIME.matcher(time).matches() && !(midnight && time.equals(MIDNIGHT))) {
            throw FieldChecks.invalid(field, time, "is no time of day; write HH:mm");
        }
    }

    private static void deliveries(List<DeliveryTarget> deliveries) throws ContractException {
        FieldChecks.range("deliveries.length", deliveries.size(), 0, MAX_DELIVERIES);
        for (int i = 0; i < deliveries.size(); i++) {
            String path = "deliveries[" + i + "]";
            DefinitionChecks.present(
                    path + ".kind", deliveries.get(i).kind(), "give webhook or mqtt");
            DefinitionKeys.identifier(path + ".name", deliveries.get(i).name());
        }
    }
}
