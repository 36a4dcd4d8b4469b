package ke.co.datacraft.cv.bridge.outbox;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.OutboxSettings;
import ke.co.datacraft.cv.bridge.settings.RelaySettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.telemetry.Tracing;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the outbox to Kafka, in one thread. Of all relays on a database one is active, by an
 * advisory lock; the others wait for it to go. A message is sent at least once: it leaves the
 * outbox after Kafka has acknowledged it, so a relay that dies between the two leads to a second
 * sending.
 */
public final class OutboxRelay implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OutboxRelay.class);
    private static final long FIRST_BACKOFF_MILLIS = 100;
    private static final long STATISTICS_MILLIS = 1000;
    private static final long PATIENCE_MILLIS = 5000;

    private final DatabaseUrl url;
    private final Outbox outbox;
    private final OutboxSettings settings;
    private final OutboxMetrics metrics;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final Thread thread = new Thread(this::run, "cv-outbox-relay");
    private Producer<byte[], byte[]> producer;
    private RelayConnection database;
    private long backoff = FIRST_BACKOFF_MILLIS;
    private long statisticsAt;
    private final CountDownLatch closing = new CountDownLatch(1);

    /**
     * @param url database; the relay opens a connection of its own
     * @param outbox wakes it
     * @param settings limits and waits
     * @param metrics where it counts
     * @param producers makes the producer when it is needed first, with acknowledgement by all
     */
    OutboxRelay(
            DatabaseUrl url,
            Outbox outbox,
            OutboxSettings settings,
            OutboxMetrics metrics,
            Supplier<Producer<byte[], byte[]>> producers) {
        this.url = url;
        this.outbox = outbox;
        this.settings = settings;
        this.metrics = metrics;
        this.producers = producers;
        thread.setDaemon(true);
    }

    /**
     * The relay of a bridge; it connects when it starts.
     *
     * @param settings of the bridge
     * @param outbox wakes it
     * @param registry where it counts
     */
    public static OutboxRelay of(
            BridgeSettings settings, Outbox outbox, PrometheusRegistry registry) {
        return of(settings.relay(), Tracing.of(settings.tracing()), outbox, registry);
    }

    /** The relay of a program that has no bridge, beside which it may run. */
    public static OutboxRelay of(RelaySettings settings, Outbox outbox) {
        return of(settings, Tracing.NONE, outbox, new PrometheusRegistry());
    }

    private static OutboxRelay of(
            RelaySettings settings, Tracing tracing, Outbox outbox, PrometheusRegistry registry) {
        return new OutboxRelay(
                settings.url(),
                outbox,
                settings.outbox(),
                new OutboxMetrics(registry),
                () -> RelayProducers.open(settings.kafka(), settings.outbox(), tracing));
    }

    /** Begins to send. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (isOpen()) {
            try {
                step();
            } catch (InterruptedException e) {
                // Only close() interrupts.
                break;
            } catch (SQLException | RuntimeException e) {
                disconnect(e);
            }
        }
        // An interrupt has done its work, and would break off what follows.
        Thread.interrupted();
        metrics.active(false);
        closeDatabase();
        closeProducer(PATIENCE_MILLIS);
    }

    /** Sends what there is and waits for more, or for Kafka to come back. */
    private void step() throws SQLException, InterruptedException {
        if (database == null) {
            database = RelayConnection.open(url);
        }
        boolean active = database.isActive();
        metrics.active(active);
        if (!active) {
            pause(settings.pollMillis());
            return;
        }
        boolean whole = relay(database.connection());
        report();
        if (whole) {
            backoff = FIRST_BACKOFF_MILLIS;
            outbox.await(settings.pollMillis());
        } else {
            // A producer that gave up once may never recover.
            closeProducer(0);
            pause(grownBackoff());
        }
    }

    /** One pass over the outbox; whether everything could be sent. */
    private boolean relay(Connection connection) throws SQLException, InterruptedException {
        Set<String> stalled = new HashSet<>();
        long after = 0;
        while (isOpen()) {
            List<OutboxEntry> page =
                    OutboxTable.page(connection, after, stalled, settings.batchSize());
            if (page.isEmpty()) {
                break;
            }
            Delivery delivery = Delivery.of(page, producer());
            settle(connection, delivery);
            stalled.addAll(delivery.stalledTopics());
            after = page.get(page.size() - 1).id();
        }
        return stalled.isEmpty();
    }

    private void settle(Connection connection, Delivery delivery) throws SQLException {
        if (!delivery.sent().isEmpty()) {
            OutboxTable.delete(connection, delivery.sent());
            metrics.sent(delivery.sent().size());
        }
        for (Map.Entry<Long, String> refused : delivery.refused().entrySet()) {
            OutboxTable.refuse(connection, refused.getKey(), refused.getValue());
            LOG.error("Kafka refuses outbox message {}: {}", refused.getKey(), refused.getValue());
            metrics.failed();
        }
        if (delivery.failure() != null) {
            metrics.failed();
            LOG.warn(
                    "Kafka does not take records for {}, they wait in the outbox: {}",
                    delivery.stalledTopics(),
                    delivery.failure().toString());
        }
    }

    private void report() throws SQLException {
        long now = System.nanoTime() / 1_000_000;
        if (statisticsAt == 0 || now - statisticsAt >= STATISTICS_MILLIS) {
            statisticsAt = now;
            metrics.saw(OutboxTable.statistics(database.connection()));
        }
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = producers.get();
        }
        return producer;
    }

    private void disconnect(Exception e) {
        if (isOpen()) {
            LOG.warn("The outbox cannot be relayed: {}", e.toString());
            metrics.failed();
        }
        metrics.active(false);
        closeDatabase();
        try {
            pause(grownBackoff());
        } catch (InterruptedException interrupt) {
            // Only close() interrupts, and the loop asks for that next.
            Thread.currentThread().interrupt();
        }
    }

    private void closeDatabase() {
        if (database != null) {
            database.close();
            database = null;
        }
    }

    private void closeProducer(long patienceMillis) {
        if (producer != null) {
            producer.close(Duration.ofMillis(patienceMillis));
            producer = null;
        }
    }

    private boolean isOpen() {
        return closing.getCount() > 0;
    }

    /** Waits, but not for anything that happens meanwhile except the end. */
    private void pause(long millis) throws InterruptedException {
        closing.await(millis, TimeUnit.MILLISECONDS);
    }

    private long grownBackoff() {
        long now = backoff;
        backoff = Math.min(backoff * 2, settings.maxBackoffMillis());
        return now;
    }

    /**
     * Finishes what is on its way to Kafka, so that nothing has to be sent again, unless it hangs.
     */
    @Override
    public void close() {
        closing.countDown();
        outbox.wake();
        try {
            thread.join(PATIENCE_MILLIS);
            thread.interrupt();
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
