package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/**
 * How messages go from the database to Kafka.
 *
 * @param batchSize most messages read and sent at once
 * @param pollMillis how often the outbox is looked at when nothing wakes the relay
 * @param maxBackoffMillis longest wait while Kafka or PostgreSQL is away
 * @param deliveryTimeoutMillis how long Kafka may take to acknowledge a message
 */
public record OutboxSettings(
        int batchSize, int pollMillis, int maxBackoffMillis, int deliveryTimeoutMillis) {

    static final BridgeOption<Integer> BATCH_SIZE =
            BridgeOption.number(
                    "CV_OUTBOX_BATCH_SIZE", 500, 1, 10_000, "Messages sent to Kafka at once");

    static final BridgeOption<Integer> POLL =
            BridgeOption.number(
                    "CV_OUTBOX_POLL_MILLISECONDS",
                    200,
                    10,
                    60_000,
                    "How often messages that another bridge wrote are looked for");

    static final BridgeOption<Integer> MAX_BACKOFF =
            BridgeOption.number(
                    "CV_OUTBOX_MAX_BACKOFF_MILLISECONDS",
                    5000,
                    100,
                    600_000,
                    "Longest wait between two tries while Kafka is away");

    static final BridgeOption<Integer> DELIVERY_TIMEOUT =
            BridgeOption.number(
                    "CV_OUTBOX_DELIVERY_TIMEOUT_MILLISECONDS",
                    15_000,
                    100,
                    600_000,
                    "How long Kafka may take to acknowledge a message before it is sent again");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS =
            List.of(BATCH_SIZE, POLL, MAX_BACKOFF, DELIVERY_TIMEOUT);

    static OutboxSettings read(OptionReader reader) {
        return new OutboxSettings(
                reader.get(BATCH_SIZE),
                reader.get(POLL),
                reader.get(MAX_BACKOFF),
                reader.get(DELIVERY_TIMEOUT));
    }
}
