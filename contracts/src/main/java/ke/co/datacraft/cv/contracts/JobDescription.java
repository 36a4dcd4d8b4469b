package ke.co.datacraft.cv.contracts;

import java.time.Instant;

/**
 * What every reference of a job says about the job, so that the stream can write its row even when
 * no bridge did.
 *
 * @param name display name, at most 255 characters
 * @param total number of references in the job, at least 1
 * @param maxRetries how often the job may be retried by command, 0 or more
 * @param createdBy who submitted it, at most 100 characters
 * @param createdAt when it was submitted
 * @param index number of the reference that says it, from 0 and below the total: records with one
 *     number are one reference, however often it is written; null where each record counts
 */
public record JobDescription(
        String name,
        int total,
        int maxRetries,
        String createdBy,
        Instant createdAt,
        Integer index) {

    /** Of a job whose records are each written once. */
    public JobDescription(
            String name, int total, int maxRetries, String createdBy, Instant createdAt) {
        this(name, total, maxRetries, createdBy, createdAt, null);
    }

    /** What the reference of this number says. */
    public JobDescription withIndex(int number) {
        return new JobDescription(name, total, maxRetries, createdBy, createdAt, number);
    }
}
