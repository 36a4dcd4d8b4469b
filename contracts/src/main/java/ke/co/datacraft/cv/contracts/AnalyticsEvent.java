package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * What happens at a source: a line on {@code cv.events}, keyed by {@link DefinitionKeys#key} of the
 * source. One event is one {@code new}, any number of {@code update} and exactly one {@code end},
 * all of the same id.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param id identity of the event
 * @param tenantId owner, 1 to 100 characters
 * @param sourceId the source
 * @param kind what it tells
 * @param type where in its life it is
 * @param sequence number of the message within the event, from 0
 * @param zoneId id of the zone or line, or null
 * @param trackId track of the object, or null
 * @param label class of the object, or null
 * @param startTime capture time at which it began
 * @param endTime capture time at which it was over, or null
 * @param before how it stood at the message before; null for {@code new}
 * @param after how it stands now
 * @param processTime when the message was made, or null
 */
public record AnalyticsEvent(
        int schemaVersion,
        UUID id,
        String tenantId,
        String sourceId,
        EventKind kind,
        EventType type,
        int sequence,
        String zoneId,
        Long trackId,
        String label,
        Instant startTime,
        Instant endTime,
        EventState before,
        EventState after,
        Instant processTime) {

    /** The same message, made at a time. */
    public AnalyticsEvent withProcessTime(Instant time) {
        return new AnalyticsEvent(
                schemaVersion,
                id,
                tenantId,
                sourceId,
                kind,
                type,
                sequence,
                zoneId,
                trackId,
                label,
                startTime,
                endTime,
                before,
                after,
                time);
    }
}
