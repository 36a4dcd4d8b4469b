package ke.co.datacraft.cv.bridge.outbox;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import ke.co.datacraft.cv.bridge.settings.KafkaSettings;
import ke.co.datacraft.cv.bridge.settings.OutboxSettings;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import org.apache.kafka.clients.producer.Producer;

/** An outbox, and relays on it, on real services. */
final class TestingOutbox {

    private static final OutboxSettings SETTINGS = new OutboxSettings(7, 20, 200, 2000);

    private final TestingServices services;
    private final Outbox outbox = new Outbox();

    /**
     * A relay and where it counts.
     *
     * @param relay the relay
     * @param registry its metrics
     */
    record Running(OutboxRelay relay, PrometheusRegistry registry) implements AutoCloseable {

        /** Reading of {@code cv_bridge_outbox_}NAME. */
        double metric(String name) {
            DataPointSnapshot point =
                    registry.scrape(n -> n.startsWith("cv_bridge_outbox_" + name)).stream()
                            .findFirst()
                            .orElseThrow()
                            .getDataPoints()
                            .get(0);
            return point instanceof CounterSnapshot.CounterDataPointSnapshot counter
                    ? counter.getValue()
                    : ((GaugeSnapshot.GaugeDataPointSnapshot) point).getValue();
        }

        @Override
        public void close() {
            relay.close();
        }
    }

    TestingOutbox(TestingServices services) {
        this.services = services;
    }

    Running start() {
        return start(producer -> producer);
    }

    /** Starts a relay whose producer is wrapped. */
    Running start(UnaryOperator<Producer<byte[], byte[]>> wrapper) {
        PrometheusRegistry registry = new PrometheusRegistry();
        KafkaSettings kafka =
                new KafkaSettings(services.kafka().bootstrapServers(), new Topics("cv."), Map.of());
        OutboxRelay relay =
                new OutboxRelay(
                        DatabaseUrl.parse(services.databaseUrl()),
                        outbox,
                        SETTINGS,
                        new OutboxMetrics(registry),
                        () -> wrapper.apply(RelayProducers.open(kafka, SETTINGS)));
        relay.start();
        return new Running(relay, registry);
    }

    /** Commits messages of one transaction. */
    void add(OutboxMessage... messages) throws SQLException {
        try (Connection connection = connect()) {
            connection.setAutoCommit(false);
            outbox.add(connection, List.of(messages));
            connection.commit();
        }
        outbox.wake();
    }

    static OutboxMessage message(String topic, String key, String value) {
        return new OutboxMessage(topic, bytes(key), bytes(value), Map.of());
    }

    static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    long rows() throws SQLException {
        return number("SELECT count(*) FROM cv.outbox");
    }

    /** Breaks the connection of the active relay; returns how many there were. */
    long breakConnections() throws SQLException {
        return number(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_locks l"
                        + " JOIN pg_stat_activity a USING (pid)"
                        + " WHERE a.application_name = 'cv-bridge-outbox'"
                        + " AND l.locktype = 'advisory' AND l.granted");
    }

    long number(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    Connection connect() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(services.databaseUrl());
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), "");
    }
}
