package ke.co.datacraft.cv.operators.job;

import ke.co.datacraft.cv.contracts.JobState;

/**
 * Everything the stream keeps of a job but its references.
 *
 * @param progress where it stands
 * @param timers what is due when
 * @param shown what the world was told last, or null
 */
public record JobKeyState(JobProgress progress, Timers timers, Shown shown) {

    /**
     * What is due when, in milliseconds since the epoch; 0 is never.
     *
     * @param timeoutAt the job's time is up
     * @param retentionAt the job is forgotten
     * @param statusAt a held-back status line goes out
     */
    public record Timers(long timeoutAt, long retentionAt, long statusAt) {

        /** Nothing is due. */
        public static final Timers NONE = new Timers(0, 0, 0);

        /** Whether two things are due at the same moment. */
        boolean isShared(long at) {
            boolean first = timeoutAt == at && (retentionAt == at || statusAt == at);
            return first || (retentionAt == at && statusAt == at);
        }

        Timers withTimeout(long at) {
            return new Timers(at, retentionAt, statusAt);
        }

        Timers withRetention(long at) {
            return new Timers(timeoutAt, at, statusAt);
        }

        Timers withStatus(long at) {
            return new Timers(timeoutAt, retentionAt, at);
        }
    }

    /**
     * What a status line said.
     *
     * @param state the job's state
     * @param percentage its progress, 0..100
     * @param updatedAt when it was written, milliseconds since the epoch
     */
    public record Shown(JobState state, double percentage, long updatedAt) {}
}
