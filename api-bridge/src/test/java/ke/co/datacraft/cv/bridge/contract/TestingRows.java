package ke.co.datacraft.cv.bridge.contract;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.sql.DatabaseUrl;

/** Rows as the stream writes them, and locks as other requests hold them. */
final class TestingRows {

    private TestingRows() {}

    static Connection connect() throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(TestingServices.shared().databaseUrl());
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    /** Runs a statement as the owner of the tables; returns how many rows it changed. */
    static int execute(String sql, Object... values) throws SQLException {
        try (Connection connection = connect()) {
            return execute(connection, sql, values);
        }
    }

    static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
            return Math.max(0, statement.getUpdateCount());
        }
    }

    /** The only job of a tenant, once there is one. */
    static Optional<UUID> job(String tenant) throws SQLException {
        String sql = "SELECT id FROM cv.processing_jobs WHERE tenant_id = ?";
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, tenant);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? Optional.of(row.getObject("id", UUID.class)) : Optional.empty();
            }
        }
    }
}
