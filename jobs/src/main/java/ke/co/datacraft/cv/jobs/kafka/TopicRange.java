package ke.co.datacraft.cv.jobs.kafka;

import java.time.Instant;

/**
 * Which part of a topic a job without a checkpoint reads, by the records' Kafka timestamps.
 *
 * @param start where it begins
 * @param from first moment with {@link Start#TIME}, else null
 * @param end first moment that is not read any more, or null to go on for ever
 */
public record TopicRange(Start start, Instant from, Instant end) {

    /** From where the group came to, for ever. */
    public static final TopicRange COMMITTED = new TopicRange(Start.COMMITTED, null, null);

    /** Where reading begins. */
    public enum Start {
        /** At the group's committed offsets, else at the earliest record. */
        COMMITTED,
        /** At the earliest record. */
        EARLIEST,
        /** At the first record of a moment or later. */
        TIME
    }

    /** Whether it has an end. */
    public boolean isBounded() {
        return end != null;
    }
}
