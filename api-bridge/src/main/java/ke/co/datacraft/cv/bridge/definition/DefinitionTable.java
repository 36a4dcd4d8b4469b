package ke.co.datacraft.cv.bridge.definition;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.bridge.database.SqlQuery;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.PageCursor;
import ke.co.datacraft.cv.contracts.ContractCodec;

/** Rows of one kind of definition. */
final class DefinitionTable<T extends Record> {

    private final DefinitionKind<T> kind;
    private final String insert;
    private final String update;

    DefinitionTable(DefinitionKind<T> kind) {
        this.kind = kind;
        String names =
                kind.columns().stream()
                        .map(DefinitionKind.Column::name)
                        .collect(Collectors.joining(", "));
        this.insert =
                "INSERT INTO %s (tenant_id, id, %s, definition, version, created_by, updated_by, created_at, updated_at) VALUES (?, ?%s, CAST(? AS JSONB), ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING"
                        .formatted(kind.table(), names, ", ?".repeat(kind.columns().size()));
        this.update =
                "UPDATE %s SET %s, definition = CAST(? AS JSONB), version = ?, updated_by = ?, updated_at = ?"
                        .formatted(kind.table(), names.replace(", ", " = ?, ") + " = ?");
    }

    /** Adds a row and says whether there was none of its id. */
    boolean insert(Connection connection, DefinitionChange<T> change) throws SQLException {
        List<Object> values = new ArrayList<>();
        values.add(change.tenant());
        values.add(change.id());
        common(values, change);
        values.add(change.by());
        values.add(change.by());
        values.add(change.at());
        values.add(change.at());
        return new SqlQuery(insert, values.toArray()).update(connection) == 1;
    }

    /** Writes a row over. */
    void update(Connection connection, DefinitionChange<T> change) throws SQLException {
        List<Object> values = new ArrayList<>();
        common(values, change);
        values.add(change.by());
        values.add(change.at());
        new SqlQuery(update, values.toArray())
                .where("tenant_id = ?", change.tenant())
                .where("id = ?", change.id())
                .update(connection);
    }

    private void common(List<Object> values, DefinitionChange<T> change) {
        kind.columns().forEach(column -> values.add(column.value().apply(change.definition())));
        values.add(ContractCodec.toJson(change.definition()));
        values.add(change.version());
    }

    /** A row. */
    Optional<StoredDefinition> find(Connection connection, String tenant, String id)
            throws SQLException {
        return select(tenant).where("id = ?", id).first(connection, DefinitionTable::read);
    }

    /** A row, which nobody else changes or removes before the transaction is over. */
    Optional<StoredDefinition> lock(Connection connection, String tenant, String id)
            throws SQLException {
        return select(tenant)
                .where("id = ?", id)
                .then("FOR UPDATE")
                .first(connection, DefinitionTable::read);
    }

    /** Whether there is a row, which nobody removes before the transaction is over. */
    boolean hold(Connection connection, String tenant, String id) throws SQLException {
        return select(tenant)
                .where("id = ?", id)
                .then("FOR KEY SHARE")
                .first(connection, DefinitionTable::read)
                .isPresent();
    }

    /**
     * Rows by id, at most one more than the limit.
     *
     * @param filter which of them
     */
    List<StoredDefinition> list(
            Connection connection, String tenant, DefinitionFilter filter, int limit)
            throws SQLException {
        return select(tenant)
                .given("enabled = ?", filter.enabled())
                .any("source_id", filter.sources())
                // Ids are compared byte by byte, whatever the language of the database.
                .given("id COLLATE \"C\" > ?", filter.after().map(PageCursor::name))
                .then("ORDER BY id COLLATE \"C\" LIMIT ?", limit + 1)
                .list(connection, DefinitionTable::read);
    }

    /** Rows of a tenant. */
    int count(Connection connection, String tenant) throws SQLException {
        return new SqlQuery("SELECT count(*) FROM " + kind.table())
                .where("tenant_id = ?", tenant)
                .first(connection, row -> row.getInt(1))
                .orElseThrow();
    }

    /** Removes a row. */
    void delete(Connection connection, String tenant, String id) throws SQLException {
        new SqlQuery("DELETE FROM " + kind.table())
                .where("tenant_id = ?", tenant)
                .where("id = ?", id)
                .update(connection);
    }

    private SqlQuery select(String tenant) {
        return new SqlQuery("SELECT id, definition, version FROM " + kind.table())
                .where("tenant_id = ?", tenant);
    }

    private static StoredDefinition read(ResultSet row) throws SQLException {
        return new StoredDefinition(
                row.getString("id"),
                (ObjectNode) BridgeJson.tree(row.getString("definition")),
                row.getLong("version"));
    }
}
