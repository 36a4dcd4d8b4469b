package ke.co.datacraft.cv.contracts;

import java.time.Instant;

/**
 * How a source is: a line on {@code cv.source-status}, keyed by {@link DefinitionKeys#key} of the
 * source.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param tenantId owner, 1 to 100 characters
 * @param sourceId the source
 * @param state how it is
 * @param reason why, in words, or null
 * @param since since when
 * @param lastFrameTime capture time of the last frame, or null
 * @param lastFrameUri where the last frame's bytes are, or null
 * @param fps frames per second that arrive, or null
 * @param clockSkewMs milliseconds by which the stream's clock is ahead, or null
 * @param framesRead frames read since the source was opened first
 * @param framesSent of these, handed on
 * @param framesDropped of these, dropped as stale
 * @param framesWithoutMotion of these, held back by the motion gate
 * @param reconnects how often it was opened again
 * @param updatedAt when this was told
 */
public record SourceStatus(
        int schemaVersion,
        String tenantId,
        String sourceId,
        SourceState state,
        String reason,
        Instant since,
        Instant lastFrameTime,
        String lastFrameUri,
        Double fps,
        Long clockSkewMs,
        long framesRead,
        long framesSent,
        long framesDropped,
        long framesWithoutMotion,
        long reconnects,
        Instant updatedAt) {}
