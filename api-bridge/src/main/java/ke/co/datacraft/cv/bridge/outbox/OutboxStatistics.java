package ke.co.datacraft.cv.bridge.outbox;

/**
 * What lies in the outbox.
 *
 * @param pending messages to be sent
 * @param refused messages that Kafka will never take
 * @param oldestSeconds age of the oldest message to be sent; 0 without any
 */
public record OutboxStatistics(long pending, long refused, double oldestSeconds) {

    /** An empty outbox. */
    public static final OutboxStatistics EMPTY = new OutboxStatistics(0, 0, 0);
}
