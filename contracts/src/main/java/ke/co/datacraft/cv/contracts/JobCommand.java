package ke.co.datacraft.cv.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * An order to a running job: a line on {@code cv.commands}.
 *
 * @param schemaVersion {@link ContractCodec#SCHEMA_VERSION}
 * @param command what to do
 * @param tenantId owner of the job
 * @param jobId the job
 * @param issuedBy who ordered it, or null
 * @param issuedAt when
 */
public record JobCommand(
        int schemaVersion,
        Type command,
        String tenantId,
        UUID jobId,
        String issuedBy,
        Instant issuedAt) {

    /** What can be ordered. */
    public enum Type {
        /** Stop a job; what is not started yet is skipped. */
        CANCEL,
        /** Run the failed references of a job again. */
        RETRY
    }
}
