package ke.co.datacraft.cv.operators.record;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.RecordOrigin;

/**
 * Something that happened to a job. Keyed by {@link #key()}.
 *
 * @param kind what happened
 * @param tenantId owner
 * @param jobId the job
 * @param referenceId the reference it happened to; null for a command
 * @param reference the reference, where it could be read; null for a command
 * @param failure why it failed; null unless {@link Kind#FAILED}
 * @param command the order; null unless {@link Kind#COMMAND}
 * @param origin where the record behind it was read
 * @param at milliseconds since the epoch
 * @param parts references that took its place; null unless {@link Kind#SPLIT}
 * @param traceparent W3C trace context of the record behind it, or null
 */
public record JobEvent(
        Kind kind,
        String tenantId,
        UUID jobId,
        UUID referenceId,
        ImageReference reference,
        Failure failure,
        JobCommand command,
        RecordOrigin origin,
        long at,
        Integer parts,
        String traceparent) {

    /** Something of no trace. */
    public JobEvent(
            Kind kind,
            String tenantId,
            UUID jobId,
            UUID referenceId,
            ImageReference reference,
            Failure failure,
            JobCommand command,
            RecordOrigin origin,
            long at,
            Integer parts) {
        this(
                kind,
                tenantId,
                jobId,
                referenceId,
                reference,
                failure,
                command,
                origin,
                at,
                parts,
                null);
    }

    /** Anything but a split. */
    public JobEvent(
            Kind kind,
            String tenantId,
            UUID jobId,
            UUID referenceId,
            ImageReference reference,
            Failure failure,
            JobCommand command,
            RecordOrigin origin,
            long at) {
        this(kind, tenantId, jobId, referenceId, reference, failure, command, origin, at, null);
    }

    /** The same as part of a trace. */
    public JobEvent withTraceparent(String trace) {
        if (trace == null) {
            return this;
        }
        return new JobEvent(
                kind,
                tenantId,
                jobId,
                referenceId,
                reference,
                failure,
                command,
                origin,
                at,
                parts,
                trace);
    }

    /** What can happen. */
    public enum Kind {
        /** A reference passed validation. */
        ADMITTED,
        /** A reference has its results. */
        SUCCEEDED,
        /** References to its parts took the place of a reference. */
        SPLIT,
        /** A reference became a dead letter. */
        FAILED,
        /** An order arrived. */
        COMMAND
    }

    /** Key of the job's state: tenant and job id. */
    public String key() {
        return key(tenantId, jobId);
    }

    /** Key of a job's state. */
    public static String key(String tenantId, UUID jobId) {
        return tenantId + '\n' + jobId;
    }
}
