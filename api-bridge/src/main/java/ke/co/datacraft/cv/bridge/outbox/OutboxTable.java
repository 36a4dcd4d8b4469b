package ke.co.datacraft.cv.bridge.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.contracts.RecordHeader;

/** Statements on {@code cv.outbox}. */
final class OutboxTable {

    /** Bytes of key and value that one page holds at most, unless its first entry has more. */
    private static final int PAGE_BYTES = 4 << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<RecordHeader>> HEADERS = new TypeReference<>() {};

    private static final String INSERT =
            "INSERT INTO cv.outbox (topic, message_key, value, headers)"
                    + " VALUES (?, ?, ?, CAST(? AS JSONB))";

    // The sizes are summed before the values are read: one page never fills the memory.
    private static final String PAGE =
            """
            SELECT o.id, o.topic, o.message_key, o.value, o.headers
            FROM (SELECT id, sum(coalesce(octet_length(message_key), 0)
                                 + coalesce(octet_length(value), 0)) OVER (ORDER BY id) AS bytes,
                         row_number() OVER (ORDER BY id) AS number
                  FROM (SELECT id, message_key, value FROM cv.outbox
                        WHERE id > ? AND refusal IS NULL AND topic <> ALL (?)
                        ORDER BY id LIMIT ?) first) sized
            JOIN cv.outbox o ON o.id = sized.id
            WHERE sized.bytes <= ? OR sized.number = 1
            ORDER BY o.id
            """;

    private static final String STATISTICS =
            """
            SELECT count(*) FILTER (WHERE refusal IS NULL),
                   count(*) FILTER (WHERE refusal IS NOT NULL),
                   coalesce(extract(epoch FROM now() - min(created_at)
                                               FILTER (WHERE refusal IS NULL)), 0)
            FROM cv.outbox
            """;

    private OutboxTable() {}

    static void insert(Connection connection, List<OutboxMessage> messages) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (OutboxMessage message : messages) {
                statement.setString(1, message.topic());
                statement.setBytes(2, message.key());
                statement.setBytes(3, message.value());
                statement.setString(4, json(message.headers()));
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    /**
     * What is to be sent next.
     *
     * @param after id behind which to begin
     * @param without topics to leave out
     * @param max most entries
     */
    static List<OutboxEntry> page(
            Connection connection, long after, Collection<String> without, int max)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PAGE)) {
            statement.setLong(1, after);
            statement.setArray(2, connection.createArrayOf("varchar", without.toArray()));
            statement.setInt(3, max);
            statement.setLong(4, PAGE_BYTES);
            List<OutboxEntry> page = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    page.add(entry(rows));
                }
            }
            return page;
        }
    }

    static void delete(Connection connection, Collection<Long> ids) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM cv.outbox WHERE id = ANY (?)")) {
            statement.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
            statement.executeUpdate();
        }
    }

    /** Keeps an entry that Kafka will never take out of the way. */
    static void refuse(Connection connection, long id, String why) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("UPDATE cv.outbox SET refusal = ? WHERE id = ?")) {
            statement.setString(1, why);
            statement.setLong(2, id);
            statement.executeUpdate();
        }
    }

    static long newest(Connection connection) throws SQLException {
        return new SqlQuery("SELECT coalesce(max(id), 0) FROM cv.outbox")
                .list(connection, row -> row.getLong(1))
                .get(0);
    }

    static long count(Connection connection, long after, long last) throws SQLException {
        return new SqlQuery("SELECT count(*) FROM cv.outbox")
                .where("id > ?", after)
                .where("id <= ?", last)
                .list(connection, row -> row.getLong(1))
                .get(0);
    }

    static OutboxStatistics statistics(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(STATISTICS);
                ResultSet row = statement.executeQuery()) {
            row.next();
            return new OutboxStatistics(row.getLong(1), row.getLong(2), row.getDouble(3));
        }
    }

    private static OutboxEntry entry(ResultSet row) throws SQLException {
        return new OutboxEntry(
                row.getLong(1),
                new OutboxMessage(
                        row.getString(2),
                        row.getBytes(3),
                        row.getBytes(4),
                        headers(row.getString(5))));
    }

    private static String json(List<RecordHeader> headers) {
        try {
            return JSON.writeValueAsString(headers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts are always JSON", e);
        }
    }

    private static List<RecordHeader> headers(String json) throws SQLException {
        try {
            return JSON.readValue(json, HEADERS);
        } catch (JsonProcessingException e) {
            throw new SQLException("cv.outbox.headers holds no headers: " + json, e);
        }
    }
}
