package ke.co.datacraft.cv.bridge.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A statement that is put together of parts known at compile time and of values, which are always
 * bound and never become part of its text.
 */
public final class SqlQuery {

    private final StringBuilder text;
    private final List<Object> values = new ArrayList<>();
    private boolean filtered;

    /** Reads a row. */
    @FunctionalInterface
    public interface Row<T> {

        /** What the current row says. */
        T read(ResultSet row) throws SQLException;
    }

    /**
     * @param beginning text up to its conditions
     * @param values values of its question marks
     */
    public SqlQuery(String beginning, Object... values) {
        this.text = new StringBuilder(beginning);
        bind(values);
    }

    /** Adds a condition that must hold, too. */
    public SqlQuery where(String condition, Object... bound) {
        text.append(filtered ? " AND " : " WHERE ").append(condition);
        filtered = true;
        bind(bound);
        return this;
    }

    /** Adds that a column has one of the values; nothing when there are none. */
    public SqlQuery any(String column, Collection<String> wanted) {
        return wanted.isEmpty()
                ? this
                : where(column + " = ANY (?)", (Object) wanted.toArray(String[]::new));
    }

    /** Adds a condition when there is a value for it. */
    public SqlQuery given(String condition, Optional<?> value) {
        return value.isPresent() ? where(condition, value.get()) : this;
    }

    /** Adds what stands behind the conditions. */
    public SqlQuery then(String clause, Object... bound) {
        text.append(' ').append(clause);
        bind(bound);
        return this;
    }

    /** All rows. */
    public <T> List<T> list(Connection connection, Row<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> list = new ArrayList<>();
            while (rows.next()) {
                list.add(reader.read(rows));
            }
            return list;
        }
    }

    /** The first row. */
    public <T> Optional<T> first(Connection connection, Row<T> reader) throws SQLException {
        return list(connection, reader).stream().findFirst();
    }

    /** Changes rows and says how many. */
    public int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /** A time of a row; null where there is none. */
    public static Instant time(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private void bind(Object... bound) {
        values.addAll(Arrays.asList(bound));
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        try {
            for (int i = 0; i < values.size(); i++) {
                set(connection, statement, i + 1, values.get(i));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void set(
            Connection connection, PreparedStatement statement, int index, Object value)
            throws SQLException {
        if (value instanceof Instant time) {
            statement.setObject(index, time.atOffset(ZoneOffset.UTC));
        } else if (value instanceof String[] texts) {
            statement.setArray(index, connection.createArrayOf("text", texts));
        } else if (value instanceof Instant[] times) {
            statement.setArray(index, connection.createArrayOf("timestamptz", times));
        } else if (value instanceof UUID[] ids) {
            statement.setArray(index, connection.createArrayOf("uuid", ids));
        } else {
            statement.setObject(index, value);
        }
    }
}
