package ke.co.datacraft.cv.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Waits until a database accepts connections. */
final class DatabaseGate {

    private static final Duration PAUSE = Duration.ofMillis(250);

    /** Too many connections, starting up or shutting down: passes by itself. */
    private static final Set<String> PASSING = Set.of("53300", "57P01", "57P02", "57P03");

    private DatabaseGate() {}

    /**
     * Returns as soon as a connection could be made.
     *
     * @throws MigrationException when the wait is over, or at once when waiting cannot help, as
     *     with a wrong password
     */
    static void await(DatabaseSettings settings) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            SQLException failure = tryConnect(settings.url());
            if (failure == null) {
                return;
            }
            boolean interrupted = Thread.currentThread().isInterrupted();
            if (!passes(failure) || interrupted || System.nanoTime() >= deadline) {
                throw new MigrationException(
                        "Cannot connect to "
                                + settings.url()
                                + ": "
                                + failure.getMessage()
                                + cure(failure, settings.patience()),
                        failure);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private static SQLException tryConnect(DatabaseUrl url) {
        Properties properties = new Properties();
        properties.setProperty("user", url.user());
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties)) {
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private static boolean passes(SQLException failure) {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return state.startsWith("08") || PASSING.contains(state);
    }

    private static String cure(SQLException failure, Duration wait) {
        return passes(failure)
                ? " (waited "
                        + wait.toSeconds()
                        + " s; check host and port, or wait longer with --wait SECONDS)"
                : " (check user, password and database name)";
    }
}
