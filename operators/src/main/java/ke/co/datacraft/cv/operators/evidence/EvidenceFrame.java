package ke.co.datacraft.cv.operators.evidence;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.EventState;
import ke.co.datacraft.cv.contracts.FrameEvidence;

/**
 * A frame that shows an event better than those before.
 *
 * @param tenantId owner
 * @param sourceId the source
 * @param imageId identity of the image
 * @param captureTime when it was taken
 * @param uri where it is
 */
public record EvidenceFrame(
        String tenantId, String sourceId, UUID imageId, Instant captureTime, String uri) {

    /**
     * The frame of a message; empty where it names none, or the one that the message before named.
     */
    public static Optional<EvidenceFrame> of(AnalyticsEvent event) {
        FrameEvidence evidence = evidence(event.after());
        FrameEvidence before = evidence(event.before());
        if (evidence == null
                || evidence.captureTime() == null
                || before != null && before.imageId().equals(evidence.imageId())) {
            return Optional.empty();
        }
        return Optional.of(
                new EvidenceFrame(
                        event.tenantId(),
                        event.sourceId(),
                        evidence.imageId(),
                        evidence.captureTime(),
                        evidence.uri()));
    }

    private static FrameEvidence evidence(EventState state) {
        return state == null ? null : state.evidence();
    }
}
