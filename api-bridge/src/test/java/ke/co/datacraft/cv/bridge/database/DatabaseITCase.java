package ke.co.datacraft.cv.bridge.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.settings.DatabasePoolSettings;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingDatabases;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On a pool of one connection, so that everything that could leak does so into the next work. */
class DatabaseITCase {

    private static final String ALL_NAMES = "SELECT name FROM cv.api_keys ORDER BY name";
    private static final String STATE =
            "SELECT current_user || ' ' || coalesce(current_setting('cv.tenant_id', true), '')";

    private static Database database;
    private static String owner;

    private final String red = TestingBridge.tenant();
    private final String blue = TestingBridge.tenant();

    @BeforeAll
    static void start() {
        String url = TestingServices.shared().databaseUrl();
        // Statements are prepared on the server at once, so that plans are used again.
        database =
                new Database(
                        new DatabasePoolSettings(
                                DatabaseUrl.parse(url + "?prepareThreshold=1"), 1, 10));
        owner = asOwner("SELECT current_user").get(0);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @Test
    void rowLevelSecurityHolds() {
        assertThat(database.tenantIsolation()).isEqualTo("on");
    }

    @Test
    void aReadSeesItsTenantOnlyAgainAndAgainOnOneConnection() {
        insert(red, "red 1");
        insert(blue, "blue 1");
        insert(red, "red 2");
        for (int i = 0; i < 10; i++) {
            assertThat(read(red, ALL_NAMES)).containsExactly("red 1", "red 2");
            assertThat(read(blue, ALL_NAMES)).containsExactly("blue 1");
            assertThat(inTransaction(red, ALL_NAMES)).containsExactly("red 1", "red 2");
            assertThat(asOwner(ALL_NAMES)).contains("red 1", "blue 1");
        }
        assertThat(read(red, STATE)).containsExactly("cv_bridge " + red);
        assertClean();
    }

    @Test
    void aQueryMayHaveParametersOfItsOwn() {
        insert(red, "apple");
        insert(red, "pear");
        insert(blue, "pear");

        List<String> found =
                database.read(
                        red,
                        connection -> {
                            try (PreparedStatement query =
                                    connection.prepareStatement(
                                            "SELECT name || ' ' || ?::text FROM cv.api_keys"
                                                    + " WHERE name = ANY (?) AND id <> ?")) {
                                query.setInt(1, 7);
                                query.setArray(
                                        2,
                                        connection.createArrayOf(
                                                "text", new Object[] {"pear", "plum"}));
                                query.setObject(3, UUID.randomUUID());
                                return strings(query);
                            }
                        });

        assertThat(found).containsExactly("pear 7");
    }

    @Test
    void twoQueriesOfOneReadAreBothConfined() {
        insert(red, "one");
        insert(blue, "two");
        List<String> names =
                database.read(
                        red,
                        connection -> {
                            List<String> all = new ArrayList<>(rows(connection, ALL_NAMES));
                            all.addAll(rows(connection, ALL_NAMES));
                            return all;
                        });
        assertThat(names).containsExactly("one", "one");
    }

    @Test
    void workThatFailsLeavesNeitherRoleNorTenantNorRowsBehind() {
        assertThatThrownBy(() -> read(red, "SELECT 1 / 0"))
                .isInstanceOf(IllegalStateException.class);
        assertClean();
        assertThatThrownBy(() -> database.tenant(red, c -> rows(c, "SELECT 1 / 0")))
                .isInstanceOf(IllegalStateException.class);
        assertClean();
        assertThatThrownBy(
                        () ->
                                database.tenant(
                                        red,
                                        connection -> {
                                            insert(connection, red, "undone");
                                            throw new IllegalArgumentException("stop");
                                        }))
                .isInstanceOf(IllegalArgumentException.class);
        assertClean();
        assertThat(read(red, ALL_NAMES)).isEmpty();
    }

    @Test
    void aWriteForAnotherTenantIsRefused() {
        assertThatThrownBy(
                        () ->
                                database.tenant(
                                        red,
                                        connection -> {
                                            insert(connection, blue, "smuggled");
                                            return null;
                                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("42501");
        assertThat(read(blue, ALL_NAMES)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x' OR '1'='1",
                "x', true); RESET ROLE; SELECT set_config('cv.tenant_id', 'y",
                "'; DROP TABLE cv.api_keys; --",
                "",
                "$1",
                "?"
            })
    void aHostileTenantIdSeesNothing(String tenant) {
        insert(red, "secret");
        assertThat(read(tenant, ALL_NAMES)).isEmpty();
        assertThat(inTransaction(tenant, ALL_NAMES)).isEmpty();
        assertThat(read(tenant, STATE)).containsExactly("cv_bridge " + tenant);
        assertClean();
    }

    @Test
    void whatWouldRunAsTheOwnerIsNoRead() {
        insert(red, "kept");
        List<SqlWork<?>> ways =
                List.of(
                        c -> c.createStatement(),
                        c -> c.prepareCall("SELECT 1"),
                        c -> c.prepareStatement("SELECT 1", 1),
                        c -> c.unwrap(Connection.class),
                        c -> {
                            c.setAutoCommit(false);
                            return null;
                        },
                        c -> c.prepareStatement("DELETE FROM cv.api_keys").executeUpdate(),
                        c -> c.prepareStatement("DELETE FROM cv.api_keys").execute(),
                        c -> c.prepareStatement(ALL_NAMES).executeQuery(ALL_NAMES),
                        c -> c.prepareStatement(ALL_NAMES).getConnection());
        for (SqlWork<?> way : ways) {
            assertThatThrownBy(() -> database.read(red, way))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
        assertClean();
        assertThat(read(red, ALL_NAMES)).containsExactly("kept");
    }

    @Test
    void aTableThatWasForgottenIsClosedAndTheOthersStayConfined() {
        String url = TestingDatabases.create();
        TestingDatabases.execute(url, "CREATE TABLE cv.forgotten (tenant_id VARCHAR(100))");
        try (Database other =
                new Database(new DatabasePoolSettings(DatabaseUrl.parse(url), 1, 10))) {
            assertThat(other.tenantIsolation()).isEqualTo("tables without policy: cv.forgotten");
            List<String> state = other.read(red, connection -> rows(connection, STATE));
            assertThat(state).containsExactly("cv_bridge " + red);
            assertThatThrownBy(() -> other.read(red, c -> rows(c, "SELECT * FROM cv.forgotten")))
                    .hasMessageContaining("42501");
        }
    }

    private static void assertClean() {
        assertThat(asOwner(STATE)).containsExactly(owner + " ");
    }

    private static List<String> asOwner(String sql) {
        return database.system(connection -> rows(connection, sql));
    }

    private static List<String> inTransaction(String tenant, String sql) {
        return database.tenant(tenant, connection -> rows(connection, sql));
    }

    private static List<String> read(String tenant, String sql) {
        return database.read(tenant, connection -> rows(connection, sql));
    }

    private static void insert(String tenant, String name) {
        database.tenant(
                tenant,
                connection -> {
                    insert(connection, tenant, name);
                    return null;
                });
    }

    private static void insert(Connection connection, String tenant, String name)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO cv.api_keys (id, tenant_id, hash, name, roles, created_by)"
                                + " VALUES (gen_random_uuid(), ?, sha256('x'), ?, '{viewer}', 'me')")) {
            insert.setString(1, tenant);
            insert.setString(2, name);
            insert.executeUpdate();
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            return strings(query);
        }
    }

    private static List<String> strings(PreparedStatement query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
