package ke.co.datacraft.cv.bridge.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The statement that confines the rest of a transaction to one tenant: role {@code cv_bridge}, to
 * which the policies apply, and the tenant that they compare with. Where the role may not be used,
 * the tenant alone is set, which the statements' own conditions back up.
 */
final class TenantScope {

    private static final Logger LOG = LoggerFactory.getLogger(TenantScope.class);
    private static final long ASK_AGAIN = Duration.ofSeconds(60).toNanos();

    /** The state in which row-level security holds. */
    static final String ON = "on";

    private static final String WITH_ROLE =
            "SELECT set_config('role', 'cv_bridge', true), set_config('cv.tenant_id', ?, true)";

    private static final String WITHOUT_ROLE = "SELECT set_config('cv.tenant_id', ?, true)";

    private volatile String state;
    private volatile long askedAt;

    /**
     * The statement, with the tenant as its parameter.
     *
     * @param connection to ask with while it is not known whether the role may be used
     */
    String statement(Connection connection) throws SQLException {
        return state(connection).equals(ON) ? WITH_ROLE : WITHOUT_ROLE;
    }

    /** Whether it is known that row-level security holds. */
    boolean isOn() {
        return ON.equals(state);
    }

    /** {@code on}, or why row-level security does not hold. */
    String state(Connection connection) throws SQLException {
        String known = state;
        if (known == null || (!known.equals(ON) && System.nanoTime() - askedAt > ASK_AGAIN)) {
            return ask(connection);
        }
        return known;
    }

    private String ask(Connection connection) throws SQLException {
        String answer;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT cv.tenant_isolation_state()")) {
            row.next();
            answer = row.getString(1);
        }
        if (!answer.equals(ON) && !answer.equals(state)) {
            LOG.warn("Row-level security is off, as {}; see docs/security.md", answer);
        }
        askedAt = System.nanoTime();
        state = answer;
        return answer;
    }

    /** Confines the transaction that the connection is in. */
    void enter(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement scope = connection.prepareStatement(statement(connection))) {
            scope.setString(1, tenant);
            scope.execute();
        }
    }
}
