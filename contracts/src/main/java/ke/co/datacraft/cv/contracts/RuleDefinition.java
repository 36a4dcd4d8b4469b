package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;

/**
 * What makes an alert: a line on {@code cv.rules}, keyed by {@link DefinitionKeys#key}. A tombstone
 * removes it. A rule fires once per event, at the first message that fulfils all of it.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param tenantId owner, 1 to 100 characters
 * @param id name within the tenant: letters, digits and {@code . _ -}
 * @param name name to show; the id when absent
 * @param enabled false while it is paused; true when absent
 * @param when which events it is about
 * @param schedules when it holds, any of them; always when empty, never null
 * @param severity how urgent; {@code warning} when absent
 * @param cooldownSeconds pause after an alert of the same source and zone; 0 when absent
 * @param grouping which events become one alert; null for each its own
 * @param deliveries where alerts are handed on to; never null
 * @param version counts the changes, from 1; 0 when absent
 * @param updatedBy who changed it last, or null
 * @param updatedAt when, or null
 */
public record RuleDefinition(
        int schemaVersion,
        String tenantId,
        String id,
        String name,
        Boolean enabled,
        RuleCondition when,
        List<RuleSchedule> schedules,
        Severity severity,
        Integer cooldownSeconds,
        AlertGrouping grouping,
        List<DeliveryTarget> deliveries,
        Long version,
        String updatedBy,
        Instant updatedAt) {

    /** Fills in the defaults. */
    public RuleDefinition {
        name = name == null ? id : name;
        enabled = enabled == null || enabled;
        schedules = schedules == null ? List.of() : List.copyOf(schedules);
        severity = severity == null ? Severity.WARNING : severity;
        cooldownSeconds = cooldownSeconds == null ? 0 : cooldownSeconds;
        deliveries = deliveries == null ? List.of() : List.copyOf(deliveries);
        version = version == null ? 0 : version;
    }
}
