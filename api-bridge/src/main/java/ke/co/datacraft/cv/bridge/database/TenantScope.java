package ke.co.datacraft.cv.bridge.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
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

    /** Without the schema or these functions; both come with the migrations. */
    private static final Set<String> NOT_MIGRATED = Set.of("3F000", "42883");

    /**
     * A table without a policy is no reason to act as the owner: the role was not granted it, so
     * that table alone is closed.
     */
    private static final String ASK =
            "SELECT cv.tenant_isolation_state(), CASE WHEN cv.may_switch_to_bridge_role()"
                    + " THEN has_schema_privilege('cv_bridge', 'cv', 'USAGE') ELSE false END";

    /**
     * What the server told.
     *
     * @param state {@code on}, or why row-level security does not hold
     * @param usable whether the role may be used
     */
    private record Answer(String state, boolean usable) {}

    private volatile Answer known;
    private volatile long askedAt;

    /**
     * The statement, with the tenant as its parameter.
     *
     * @param connection to ask with while it is not known whether the role may be used
     */
    String statement(Connection connection) throws SQLException {
        return answer(connection).usable() ? WITH_ROLE : WITHOUT_ROLE;
    }

    /** Whether it is known that row-level security holds. */
    boolean isOn() {
        Answer answer = known;
        return answer != null && answer.state().equals(ON);
    }

    /** {@code on}, or why row-level security does not hold. */
    String state(Connection connection) throws SQLException {
        return answer(connection).state();
    }

    private Answer answer(Connection connection) throws SQLException {
        Answer answer = known;
        boolean old = !isOn() && System.nanoTime() - askedAt > ASK_AGAIN;
        return answer == null || old ? ask(connection) : answer;
    }

    private Answer ask(Connection connection) throws SQLException {
        Answer answer;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(ASK)) {
            row.next();
            answer = new Answer(row.getString(1), row.getBoolean(2));
        } catch (SQLException e) {
            if (NOT_MIGRATED.contains(e.getSQLState())) {
                throw new ApiError(
                                ErrorCode.DEPENDENCY_UNAVAILABLE,
                                "The database has not the tables of this release")
                        .cure("Run ./cv migrate");
            }
            throw e;
        }
        if (!answer.state().equals(ON) && !answer.equals(known)) {
            LOG.warn("Row-level security is not whole: {}; see docs/security.md", answer.state());
        }
        askedAt = System.nanoTime();
        known = answer;
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
