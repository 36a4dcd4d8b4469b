package ke.co.datacraft.cv.bridge.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.settings.DatabasePoolSettings;
import ke.co.datacraft.cv.bridge.trace.DatabaseSpans;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to PostgreSQL. Nothing is connected before the first work, so the bridge starts
 * without the database; its loss is {@link ErrorCode#DEPENDENCY_UNAVAILABLE}.
 */
public final class Database implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final int RETRY_AFTER_SECONDS = 5;

    private final HikariDataSource pool;
    private final TenantScope scope = new TenantScope();
    private final DatabaseSpans spans;

    /**
     * @param settings where it is and how many connections
     */
    public Database(DatabasePoolSettings settings) {
        this(settings, DatabaseSpans.NONE);
    }

    /**
     * @param settings where it is and how many connections
     * @param spans what traces hear of it
     */
    public Database(DatabasePoolSettings settings, DatabaseSpans spans) {
        this.spans = spans;
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setJdbcUrl(settings.url().jdbcUrl());
        config.setUsername(settings.url().user());
        config.setPassword(settings.url().password());
        config.setMaximumPoolSize(settings.maxConnections());
        config.setMinimumIdle(Math.min(2, settings.maxConnections()));
        config.setConnectionTimeout(TimeUnit.SECONDS.toMillis(settings.timeoutSeconds()));
        config.setValidationTimeout(TimeUnit.SECONDS.toMillis(1));
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty("ApplicationName", "cv-bridge");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "5");
        config.addDataSourceProperty("socketTimeout", "60");
        this.pool = new HikariDataSource(config);
    }

    /** Runs work in one transaction that sees one tenant's rows only. */
    public <T> T tenant(String tenant, SqlWork<T> work) {
        return transaction(
                connection -> {
                    scope.enter(connection, tenant);
                    return work.run(connection);
                });
    }

    /**
     * Reads one tenant's rows, each query in one round trip and a transaction of its own.
     *
     * @param work prepares queries and nothing else; several see several moments
     */
    public <T> T read(String tenant, SqlWork<T> work) {
        try {
            return spans.around("read", () -> readNow(tenant, work));
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    /**
     * Whether the server itself keeps tenants apart: {@code on}, or why it does not.
     *
     * @throws ApiError {@link ErrorCode#DEPENDENCY_UNAVAILABLE} when it does not answer
     */
    public String tenantIsolation() {
        return scope.isOn() ? TenantScope.ON : system(scope::state);
    }

    /** Runs work in one transaction as the connection's own user, who sees every row. */
    public <T> T system(SqlWork<T> work) {
        return transaction(work);
    }

    /** A connection outside the pool's count, for those that hold one for long. */
    public Connection connect() throws SQLException {
        return pool.getConnection();
    }

    private <T> T readNow(String tenant, SqlWork<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            String statement = scope.statement(connection);
            return work.run(TenantReadConnection.of(connection, statement, tenant));
        }
    }

    private <T> T transaction(SqlWork<T> work) {
        try {
            return spans.around("transaction", () -> transactionNow(work));
        } catch (SQLException e) {
            throw translate(e);
        }
    }

    private <T> T transactionNow(SqlWork<T> work) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollback(connection, e);
                throw e;
            }
        }
    }

    private static void rollback(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    /** Class 08 and 57P are losses of the server, 53 its exhaustion; the rest is our fault. */
    private static RuntimeException translate(SQLException e) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        boolean away =
                e instanceof SQLTransientConnectionException
                        || state.startsWith("08")
                        || state.startsWith("57P")
                        || state.startsWith("53");
        if (!away) {
            return new IllegalStateException("PostgreSQL refused a statement: " + state, e);
        }
        LOG.warn("PostgreSQL is away: {}", e.getMessage());
        return new ApiError(ErrorCode.DEPENDENCY_UNAVAILABLE, "The database does not answer")
                .cure("Send the request again; nothing of it was kept")
                .retryAfter(RETRY_AFTER_SECONDS);
    }

    @Override
    public void close() {
        pool.close();
    }
}
