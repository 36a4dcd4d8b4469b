package ke.co.datacraft.cv.bridge.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * The way to Kafka: what is added in a transaction is sent at least once after its commit, and
 * never without it. Messages of one key arrive in the order of their transactions when these write
 * or lock a row of the thing they tell of first.
 */
public final class Outbox {

    /** Space that a record takes beside key and value: headers and framing. */
    private static final int OVERHEAD = 1 << 16;

    private final Semaphore news = new Semaphore(0);

    /**
     * Adds messages to the transaction of a connection. Call {@link #wake} after its commit.
     *
     * @throws IllegalArgumentException when a message is larger than Kafka's topics take
     */
    public void add(Connection connection, List<OutboxMessage> messages) throws SQLException {
        for (OutboxMessage message : messages) {
            if (message.size() > Topics.MAX_MESSAGE_BYTES - OVERHEAD) {
                throw new IllegalArgumentException(
                        "A message of %d bytes for %s is larger than %d bytes"
                                .formatted(
                                        message.size(),
                                        message.topic(),
                                        Topics.MAX_MESSAGE_BYTES - OVERHEAD));
            }
        }
        OutboxTable.insert(connection, messages);
    }

    /** Adds one message. */
    public void add(Connection connection, OutboxMessage message) throws SQLException {
        add(connection, List.of(message));
    }

    /** Number of the newest message that a connection sees, 0 where there is none. */
    public static long newest(Connection connection) throws SQLException {
        return OutboxTable.newest(connection);
    }

    /** How many of the messages after one number, up to another, Kafka has not got. */
    public static long unsent(Connection connection, long after, long last) throws SQLException {
        return OutboxTable.count(connection, after, last);
    }

    /** Tells this process's relay that something was committed, so that it does not wait. */
    public void wake() {
        if (news.availablePermits() == 0) {
            news.release();
        }
    }

    /** Returns after {@link #wake} or when the time is over. */
    void await(long millis) throws InterruptedException {
        if (news.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
            news.drainPermits();
        }
    }
}
