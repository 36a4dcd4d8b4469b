package ke.co.datacraft.cv.bridge.outbox;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import ke.co.datacraft.cv.sql.DatabaseUrl;

/**
 * The relay's own connection: it holds the advisory lock that makes this relay the active one, and
 * everything the relay does to the outbox goes over it. A relay that lost its lock has thus lost
 * its hands too. Not for several threads at once.
 */
final class RelayConnection implements AutoCloseable {

    private static final String LOCK =
            "SELECT pg_try_advisory_lock(hashtextextended('cv.outbox', 0))";

    // A machine that vanishes without a word gives up the lock after half a minute.
    private static final String KEEP_ALIVE =
            "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5;"
                    + " SET tcp_keepalives_count = 3";

    private final Connection connection;
    private boolean locked;

    private RelayConnection(Connection connection) {
        this.connection = connection;
    }

    static RelayConnection open(DatabaseUrl url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", url.user());
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        properties.setProperty("ApplicationName", "cv-bridge-outbox");
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", "60");
        properties.setProperty("tcpKeepAlive", "true");
        Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute(KEEP_ALIVE);
            return new RelayConnection(connection);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    /** Whether this is the active relay, now or from now on. */
    boolean isActive() throws SQLException {
        if (!locked) {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(LOCK)) {
                row.next();
                locked = row.getBoolean(1);
            }
        }
        return locked;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // It was broken already; the server gives up its lock by itself.
            locked = false;
        }
    }
}
