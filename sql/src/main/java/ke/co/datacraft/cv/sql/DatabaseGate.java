package ke.co.datacraft.cv.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Waits until a database accepts connections, or is migrated. */
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
        await(settings, System.nanoTime() + settings.patience().toNanos());
    }

    /**
     * Returns as soon as every migration of this release has been applied, by whoever does that,
     * and no restore is under way.
     *
     * @throws MigrationException when the wait is over, naming what is missing, or at once when
     *     waiting cannot help
     */
    static void awaitMigrations(DatabaseSettings settings) {
        long deadline = System.nanoTime() + settings.patience().toNanos();
        while (true) {
            await(settings, deadline);
            Optional<String> missing = missing(settings.url());
            if (missing.isEmpty()) {
                return;
            }
            if (Thread.currentThread().isInterrupted() || System.nanoTime() >= deadline) {
                throw new MigrationException(
                        "%s: %s (waited %d s; wait longer with --wait SECONDS)"
                                .formatted(
                                        settings.url(),
                                        missing.get(),
                                        settings.patience().toSeconds()),
                        null);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** What the database lacks; it is asked again where the connection breaks. */
    private static Optional<String> missing(DatabaseUrl url) {
        try (Connection connection = connect(url)) {
            Optional<String> restore = UnfinishedRestore.in(connection);
            return restore.isPresent() ? restore : told(MigrationCatalog.pending(connection));
        } catch (SQLException e) {
            if (!passes(e)) {
                throw new MigrationException(
                        "Cannot read the history of migrations of " + url + ": " + e.getMessage(),
                        e);
            }
            return Optional.of("The connection broke: " + e.getMessage());
        }
    }

    private static Optional<String> told(Set<String> pending) {
        return pending.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "It lacks the migrations "
                                + String.join(", ", pending)
                                + "; run the migrator of this release");
    }

    private static void await(DatabaseSettings settings, long deadline) {
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
        try (Connection connection = connect(url)) {
            return null;
        } catch (SQLException e) {
            return e;
        }
    }

    private static Connection connect(DatabaseUrl url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", url.user());
        if (url.password() != null) {
            properties.setProperty("password", url.password());
        }
        return DriverManager.getConnection(url.jdbcUrl(), properties);
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
