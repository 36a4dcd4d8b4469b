package ke.co.datacraft.cv.bridge.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;

/** Databases of their own on the shared server, for tests that change more than rows. */
public final class TestingDatabases {

    private TestingDatabases() {}

    /** A migrated database, owned by the superuser; returns its URL. */
    public static String create() {
        return migrated(createEmpty());
    }

    /** A database without tables; returns its URL. */
    public static String createEmpty() {
        String name = TestingBridge.tenant();
        String shared = TestingServices.shared().databaseUrl();
        execute(shared, "CREATE DATABASE " + name);
        return shared.replaceFirst("/[^/]*$", "/" + name);
    }

    /** A migrated database of a user who may not use role {@code cv_bridge}; returns its URL. */
    public static String createWithoutBridgeRole() {
        String name = TestingBridge.tenant();
        String shared = TestingServices.shared().databaseUrl();
        execute(shared, "CREATE ROLE " + name + " LOGIN PASSWORD 'x'");
        execute(shared, "CREATE DATABASE " + name + " OWNER " + name);
        return migrated(
                shared.replaceFirst("//[^@]*@", "//" + name + ":x@")
                        .replaceFirst("/[^/]*$", "/" + name));
    }

    private static String migrated(String url) {
        new Migrator(DatabaseSettings.of(DatabaseUrl.parse(url))).migrate();
        return url;
    }

    /** Runs statements outside any pool. */
    public static void execute(String url, String sql) {
        DatabaseUrl parsed = DatabaseUrl.parse(url);
        try (Connection connection =
                        DriverManager.getConnection(
                                parsed.jdbcUrl(), parsed.user(), parsed.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
