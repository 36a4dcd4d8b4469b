package ke.co.datacraft.cv.bridge.tenant;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.database.SqlQuery;

/** {@code cv.tenants}, their schemas, and what else the database holds of them. */
final class TenantTable {

    private static final String SELECT =
            """
            SELECT t.tenant_id, t.schema_name, t.created_at,
                   (SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)
                    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                    WHERE n.nspname = t.schema_name AND c.relkind = 'r') AS size_bytes
            FROM cv.tenants t""";

    private TenantTable() {}

    static List<Tenant> list(Connection connection, Optional<String> after, int limit)
            throws SQLException {
        return new SqlQuery(SELECT)
                .given("t.tenant_id COLLATE \"C\" > ?", after)
                .then("ORDER BY t.tenant_id COLLATE \"C\" LIMIT ?", limit)
                .list(connection, TenantTable::read);
    }

    static Optional<Tenant> find(Connection connection, String tenant) throws SQLException {
        return new SqlQuery(SELECT)
                .where("t.tenant_id = ?", tenant)
                .first(connection, TenantTable::read);
    }

    /** Makes its schema and moves its rows there. */
    static void create(Connection connection, String tenant) throws SQLException {
        new SqlQuery("SELECT cv.create_tenant_schema(?)", tenant)
                .first(connection, row -> row.getString(1));
    }

    /** Jobs that have not ended. */
    static int unfinishedJobs(Connection connection, String tenant) throws SQLException {
        return new SqlQuery("SELECT count(*) FROM cv.processing_jobs")
                .where("tenant_id = ?", tenant)
                .where("status IN ('PENDING', 'PROCESSING')")
                .first(connection, row -> row.getInt(1))
                .orElseThrow();
    }

    /** Removes all that the database holds, and gives the tenant's files up for deletion. */
    static void drop(Connection connection, String tenant) throws SQLException {
        new SqlQuery("SELECT cv.release_uploads(?)", tenant)
                .first(connection, row -> row.getLong(1));
        new SqlQuery("DELETE FROM cv.idempotency_keys")
                .where("tenant_id = ?", tenant)
                .update(connection);
        new SqlQuery("SELECT cv.drop_tenant_schema(?)", tenant)
                .first(connection, row -> row.getBoolean(1));
    }

    private static Tenant read(ResultSet row) throws SQLException {
        return new Tenant(
                row.getString("tenant_id"),
                row.getString("schema_name"),
                SqlQuery.time(row, "created_at"),
                row.getLong("size_bytes"));
    }
}
