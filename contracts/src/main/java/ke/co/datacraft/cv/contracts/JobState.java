package ke.co.datacraft.cv.contracts;

/** State of a job. Within one attempt it only moves forward, in the order of {@link #rank()}. */
public enum JobState {
    /** Accepted, nothing seen by the stream yet. */
    PENDING(0),
    /** At least one reference was seen. */
    PROCESSING(1),
    /** Every reference has its result. */
    COMPLETED(2),
    /** At least one reference failed, or the time ran out. */
    FAILED(2),
    /** Cancelled by command. */
    CANCELLED(2);

    private final int rank;

    JobState(int rank) {
        this.rank = rank;
    }

    /** Place in the order of states: 0, 1, and 2 for the three that end a job. */
    public int rank() {
        return rank;
    }

    /** Whether nothing follows but a retry. */
    public boolean isTerminal() {
        return rank == 2;
    }
}
