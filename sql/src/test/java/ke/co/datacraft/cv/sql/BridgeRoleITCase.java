package ke.co.datacraft.cv.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who may make role cv_bridge. Ordered, as the role belongs to the server. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BridgeRoleITCase {

    @RegisterExtension static final TestingDatabase DATABASE = new TestingDatabase();

    @Test
    @Order(1)
    void withoutThePrivilegeTheMigrationGoesOnAndTheStateTellsWhy() throws SQLException {
        DatabaseUrl url = databaseOf("plain", "");

        new Migrator(DatabaseSettings.of(url)).migrate();

        assertThat(state(url)).isEqualTo("role cv_bridge is missing");

        DATABASE.execute("CREATE ROLE cv_bridge NOLOGIN");
        assertThat(state(url)).isEqualTo("plain may not switch to role cv_bridge");

        DATABASE.execute("GRANT cv_bridge TO plain");
        assertThat(state(url)).endsWith("SELECT cv.protect_tenant_tables()");

        rows(url, "SELECT cv.protect_tenant_tables()");
        assertThat(state(url)).isEqualTo("on");

        DATABASE.execute("ALTER ROLE cv_bridge BYPASSRLS");
        assertThat(state(url)).isEqualTo("role cv_bridge is not subject to row-level security");
        DATABASE.execute("DROP OWNED BY cv_bridge");
        DATABASE.execute("REVOKE cv_bridge FROM plain");
        try (Connection connection = DATABASE.connect(DATABASE.url("plain"))) {
            TestingDatabase.rows(connection, "DROP OWNED BY cv_bridge");
        }
        DATABASE.execute("DROP ROLE cv_bridge");
    }

    @Test
    @Order(2)
    void whoMayCreateRolesGetsItWithoutBeingASuperuser() throws SQLException {
        DatabaseUrl url = databaseOf("creator", "CREATEROLE");

        new Migrator(DatabaseSettings.of(url)).migrate();

        assertThat(state(url)).isEqualTo("on");
        assertThat(rows(url, "SELECT set_config('role', 'cv_bridge', true)"))
                .containsExactly("cv_bridge");
    }

    @Test
    @Order(3)
    void aSecondDatabaseOfTheServerUsesTheRoleThatIsThere() throws SQLException {
        DATABASE.execute("CREATE DATABASE second");
        DatabaseUrl url = DATABASE.url("second");

        new Migrator(DatabaseSettings.of(url)).migrate();

        assertThat(state(url)).isEqualTo("on");
    }

    private static DatabaseUrl databaseOf(String user, String privilege) throws SQLException {
        DATABASE.execute("CREATE ROLE " + user + " LOGIN " + privilege);
        DATABASE.execute("CREATE DATABASE " + user + " OWNER " + user);
        String url = DATABASE.url(user).jdbcUrl();
        return DatabaseUrl.parse(url + "?user=" + user);
    }

    private static String state(DatabaseUrl url) throws SQLException {
        return rows(url, "SELECT cv.tenant_isolation_state()").get(0);
    }

    private static List<String> rows(DatabaseUrl url, String query) throws SQLException {
        try (Connection connection = DATABASE.connect(url)) {
            return TestingDatabase.rows(connection, query);
        }
    }
}
