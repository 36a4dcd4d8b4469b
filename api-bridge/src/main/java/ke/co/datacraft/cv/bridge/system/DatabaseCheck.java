package ke.co.datacraft.cv.bridge.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.MigrationCatalog;
import ke.co.datacraft.cv.sql.UnfinishedRestore;

/**
 * PostgreSQL with the tables of this release. It has a connection of its own: a pool that is busy
 * with work is no reason to send work elsewhere.
 */
final class DatabaseCheck implements DependencyCheck {

    private static final String SECONDS = "2";

    private final DatabaseUrl url;
    private Connection connection;

    DatabaseCheck(DatabaseUrl url) {
        this.url = url;
    }

    @Override
    public String name() {
        return "database";
    }

    @Override
    public boolean required() {
        return true;
    }

    @Override
    public void check() throws DependencyDownException {
        boolean old = connection != null;
        try {
            examine();
        } catch (SQLException e) {
            close();
            if (!old) {
                throw new DependencyDownException(reason(e), e);
            }
            // The server may have been restarted since; a new connection tells.
            check();
        }
    }

    private void examine() throws SQLException, DependencyDownException {
        if (connection == null) {
            Properties properties = new Properties();
            properties.setProperty("user", url.user());
            if (url.password() != null) {
                properties.setProperty("password", url.password());
            }
            properties.setProperty("ApplicationName", "cv-bridge-check");
            properties.setProperty("connectTimeout", SECONDS);
            properties.setProperty("socketTimeout", SECONDS);
            connection = DriverManager.getConnection(url.jdbcUrl(), properties);
        }
        Optional<String> restore = UnfinishedRestore.in(connection);
        if (restore.isPresent()) {
            throw new DependencyDownException(restore.get());
        }
        Set<String> pending = MigrationCatalog.pending(connection);
        if (!pending.isEmpty()) {
            throw new DependencyDownException(
                    "Migrations are missing: " + String.join(", ", pending) + "; run ./cv migrate");
        }
    }

    private static String reason(SQLException e) {
        String kind = e.getSQLState() == null ? "" : e.getSQLState().substring(0, 2);
        return switch (kind) {
            case "08", "57" -> "It cannot be reached";
            case "28" -> "It refuses the credentials of CV_DATABASE_URL";
            case "3D" -> "It has no such database as CV_DATABASE_URL names";
            case "53" -> "It has no room for another connection";
            default -> "It refused the check with SQLSTATE " + e.getSQLState();
        };
    }

    @Override
    public void close() {
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.close();
            } catch (SQLException e) {
                // It is given up either way.
                return;
            }
        }
    }
}
