package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What somebody should know of: a line on {@code cv.alerts}, keyed by {@link DefinitionKeys#key} of
 * the rule. Later messages of the same id tell how it went on.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param id identity of the alert
 * @param tenantId owner, 1 to 100 characters
 * @param ruleId the rule
 * @param ruleName name of the rule
 * @param severity how urgent
 * @param type where in its life it is
 * @param sequence number of the message within the alert, from 0
 * @param sourceId the source; null where the rule groups several
 * @param zoneId the zone or line, or null
 * @param labels classes of the objects; never null
 * @param message what happened, in words
 * @param startTime capture time of its first event
 * @param endTime capture time at which its last event was over, or null
 * @param eventIds its events, first to last, at most 100; never null
 * @param count how many events it has
 * @param evidence the frame that shows it best, or null
 * @param deliveries where it is handed on to; never null
 * @param processTime when the message was made, or null
 */
public record Alert(
        int schemaVersion,
        UUID id,
        String tenantId,
        String ruleId,
        String ruleName,
        Severity severity,
        EventType type,
        int sequence,
        String sourceId,
        String zoneId,
        List<String> labels,
        String message,
        Instant startTime,
        Instant endTime,
        List<UUID> eventIds,
        int count,
        FrameEvidence evidence,
        List<DeliveryTarget> deliveries,
        Instant processTime) {

    /** Fills in the defaults. */
    public Alert {
        labels = labels == null ? List.of() : List.copyOf(labels);
        eventIds = eventIds == null ? List.of() : List.copyOf(eventIds);
        deliveries = deliveries == null ? List.of() : List.copyOf(deliveries);
    }
}
