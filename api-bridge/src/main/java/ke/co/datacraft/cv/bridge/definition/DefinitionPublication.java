package ke.co.datacraft.cv.bridge.definition;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.outbox.Outbox;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * Tells the topics of definitions and orders of models what the database has of them, after one of
 * both was restored or lost. May run beside bridges, and again.
 */
public final class DefinitionPublication {

    /** Before anyone who changes definitions, in the order in which tenants and sources go. */
    private static final String LOCK =
            "LOCK TABLE cv.rules, cv.zones, cv.sources, cv.model_activations IN SHARE MODE";

    private final Outbox outbox;
    private final Topics topics;

    /**
     * What a topic is told.
     *
     * @param topic its name
     * @param definitions messages with what holds
     * @param tombstones messages for keys that no longer hold
     */
    public record Told(String topic, long definitions, long tombstones) {

        /** As a line of a report. */
        @Override
        public String toString() {
            return "%s: %d told, %d taken back".formatted(topic, definitions, tombstones);
        }
    }

    /**
     * @param outbox takes the messages
     * @param topics their names
     */
    public DefinitionPublication(Outbox outbox, Topics topics) {
        this.outbox = outbox;
        this.topics = topics;
    }

    /** Topics whose keys {@link #write} wants to know. */
    public static List<String> topicsOfDefinitions(Topics topics) {
        return List.of(topics.sources(), topics.zones(), topics.rules());
    }

    /**
     * Writes the messages in one transaction, which nobody's change crosses.
     *
     * @param connection of the tables' owner, who sees every tenant
     * @param keys of each topic of definitions, those that stand there; read before
     * @return by topic
     */
    public List<Told> write(Connection connection, Map<String, Set<String>> keys)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            connection.createStatement().execute(LOCK);
            List<Told> told = new ArrayList<>();
            for (DefinitionKind<?> kind :
                    List.of(DefinitionKind.SOURCE, DefinitionKind.ZONE, DefinitionKind.RULE)) {
                String topic = kind.topic().apply(topics);
                told.add(definitions(connection, kind, topic, keys.getOrDefault(topic, Set.of())));
            }
            told.add(orders(connection));
            connection.commit();
            return told;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private <T extends Record> Told definitions(
            Connection connection, DefinitionKind<T> kind, String topic, Set<String> standing)
            throws SQLException {
        List<OutboxMessage> messages =
                new ArrayList<>(
                        new SqlQuery("SELECT tenant_id, id, definition FROM " + kind.table())
                                .then("ORDER BY tenant_id, id")
                                .list(connection, row -> definition(row, kind, topic)));
        int definitions = messages.size();
        Set<String> gone = new HashSet<>(standing);
        messages.forEach(m -> gone.remove(new String(m.key(), StandardCharsets.UTF_8)));
        gone.stream()
                .sorted(Comparator.naturalOrder())
                .forEach(key -> messages.add(OutboxMessage.of(topic, key, null, tenant(key))));
        outbox.add(connection, messages);
        return new Told(topic, definitions, gone.size());
    }

    private static OutboxMessage definition(ResultSet row, DefinitionKind<?> kind, String topic)
            throws SQLException {
        String tenant = row.getString(1);
        return OutboxMessage.of(
                topic,
                DefinitionKeys.key(tenant, row.getString(2)),
                read(row.getString(3), kind.type()),
                tenant);
    }

    /** What {@code ./cv models activate} ordered is on the topic alone, and stays there. */
    private Told orders(Connection connection) throws SQLException {
        List<OutboxMessage> messages =
                new SqlQuery("SELECT model, activation FROM cv.model_activations")
                        .then("ORDER BY model")
                        .list(
                                connection,
                                row ->
                                        OutboxMessage.of(
                                                topics.models(),
                                                row.getString(1),
                                                read(row.getString(2), ModelActivation.class),
                                                null));
        outbox.add(connection, messages);
        long orders = messages.stream().filter(message -> message.value() != null).count();
        return new Told(topics.models(), orders, messages.size() - orders);
    }

    private static <T> T read(String document, Class<T> type) throws SQLException {
        if (document == null) {
            return null;
        }
        try {
            return ContractCodec.readTrusted(document.getBytes(StandardCharsets.UTF_8), type);
        } catch (IOException e) {
            throw new SQLException("A row holds no " + type.getSimpleName() + ": " + document, e);
        }
    }

    private static String tenant(String key) {
        int slash = key.lastIndexOf('/');
        return slash < 0 ? null : key.substring(0, slash);
    }
}
