package ke.co.datacraft.cv.operators.job;

/**
 * How many records of a job are known and what became of them. Two records with the same reference
 * count twice, so that they make up the total that the job announced.
 *
 * @param known records seen, or resubmitted and expected back
 * @param settled records with an outcome
 * @param succeeded settled records whose reference has a result
 * @param failed settled records whose reference has none
 * @param added by how much splits raise the number of records that the job announced
 */
public record JobCounts(int known, int settled, int succeeded, int failed, Integer added) {

    /** Jobs of earlier releases were never split. */
    public JobCounts {
        added = added == null ? 0 : added;
    }

    /** Without splits. */
    public JobCounts(int known, int settled, int succeeded, int failed) {
        this(known, settled, succeeded, failed, 0);
    }

    /** Nothing seen. */
    public static final JobCounts NONE = new JobCounts(0, 0, 0, 0);

    JobCounts plus(JobCounts other) {
        return new JobCounts(
                known + other.known,
                settled + other.settled,
                succeeded + other.succeeded,
                failed + other.failed,
                added + other.added);
    }

    JobCounts minus(JobCounts other) {
        return new JobCounts(
                known - other.known,
                settled - other.settled,
                succeeded - other.succeeded,
                failed - other.failed,
                added - other.added);
    }
}
