package ke.co.datacraft.cv.bridge.security;

import static ke.co.datacraft.cv.bridge.testing.TestingHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditITCase {

    private static final String KEYS = "/api/v1/api-keys";

    private static ApiBridge bridge;
    private static TestingHttp client;

    private final String tenant = TestingBridge.tenant();
    private final String admin = TestingBridge.token(tenant, Role.ADMIN);

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_AUDIT_RETENTION_DAYS", "30"));
        client = new TestingHttp(bridge);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void changesAndRefusalsAreRecordedWithWhoWhatAndWhence() {
        String id =
                json(client.send(
                                "POST",
                                KEYS,
                                "{\"name\":\"x\",\"roles\":[\"viewer\"]}",
                                "Authorization",
                                "Bearer " + admin))
                        .path("id")
                        .asText();
        client.send("DELETE", KEYS + "/" + id, null, "Authorization", "Bearer " + admin);
        var refused = client.get(KEYS, TestingBridge.token(tenant, Role.VIEWER));

        List<String> rows = await(tenant, 3);

        assertThat(rows)
                .anyMatch(
                        row ->
                                row.matches(
                                        tenant
                                                + " tester jwt:[0-9a-f]{16} api_key.create api_key "
                                                + id
                                                + " 127.0.0.1 success [0-9a-f]{32}"))
                .anyMatch(row -> row.contains(" api_key.revoke api_key " + id + " 127.0.0.1 succ"))
                .anyMatch(
                        row ->
                                row.contains(" listApiKeys ")
                                        && row.contains(" denied ")
                                        && row.endsWith(json(refused).path("trace_id").asText()));
    }

    @Test
    void readingResultsIsRecordedAlsoWhenThereAreNone() {
        String job = UUID.randomUUID().toString();
        client.get("/api/v1/jobs/" + job + "/results", admin);
        client.get(KEYS, admin);
        client.send("POST", "/api/v1/session", null, "Authorization", "Bearer " + admin);

        // A list of keys holds no results: it leaves no record between the other two.
        assertThat(await(tenant, 2))
                .hasSize(2)
                .anyMatch(row -> row.contains(" results.read job " + job + " 127.0.0.1 failed "))
                .anyMatch(row -> row.contains(" session.create "));
    }

    @Test
    void wrongCredentialsAreRecordedWithoutThem() {
        String trace = json(client.get(KEYS, "guessed-" + tenant)).path("trace_id").asText();

        List<String> rows = awaitWhere("trace_id = ?", trace, 1);

        assertThat(rows)
                .containsExactly("null null null sign_in token null 127.0.0.1 denied " + trace);
    }

    @Test
    void oldRecordsAreDeletedAndYoungOnesAreNot() {
        bridge.services()
                .database()
                .system(
                        connection -> {
                            try (var insert =
                                    connection.prepareStatement(
                                            "INSERT INTO cv.audit_log (id, recorded_at, tenant_id,"
                                                    + " action, outcome) SELECT gen_random_uuid(),"
                                                    + " now() - make_interval(days => d), ?, 'x',"
                                                    + " 'success' FROM unnest(ARRAY[1, 29, 31, 400]) d")) {
                                insert.setString(1, tenant);
                                return insert.executeUpdate();
                            }
                        });

        bridge.services().access().deleteOldAuditRecords();

        assertThat(await(tenant, 2)).hasSize(2);
    }

    private static List<String> await(String tenant, int count) {
        return awaitWhere("tenant_id = ?", tenant, count);
    }

    private static List<String> awaitWhere(String condition, String value, int count) {
        long deadline = System.nanoTime() + 120_000_000_000L;
        List<String> rows = List.of();
        while (rows.size() < count && System.nanoTime() < deadline) {
            rows = bridge.services().database().system(c -> rows(c, condition, value));
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(rows).hasSizeGreaterThanOrEqualTo(count);
        return rows;
    }

    private static List<String> rows(Connection connection, String condition, String value)
            throws SQLException {
        List<String> rows = new ArrayList<>();
        try (var query =
                connection.prepareStatement(
                        "SELECT concat_ws(' ', coalesce(tenant_id, 'null'), coalesce(subject, 'null'),"
                                + " coalesce(credential_id, 'null'), action, coalesce(object_type,"
                                + " 'null'), coalesce(object_id, 'null'), address, outcome, trace_id)"
                                + " FROM cv.audit_log WHERE "
                                + condition)) {
            query.setString(1, value);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        }
        return rows;
    }
}
