package ke.co.datacraft.cv.bridge.security;

import static ke.co.datacraft.cv.bridge.testing.TestingHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiKeysITCase {

    private static final String KEYS = "/api/v1/api-keys";

    private static ApiBridge bridge;
    private static ApiBridge other;
    private static TestingHttp client;
    private static TestingHttp otherClient;

    private final String tenant = TestingBridge.tenant();
    private final String admin = TestingBridge.token(tenant, Role.ADMIN);

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
        other = TestingBridge.start(Map.of("CV_API_KEY_CACHE_SECONDS", "1"));
        client = new TestingHttp(bridge);
        otherClient = new TestingHttp(other);
    }

    @AfterAll
    static void stop() {
        bridge.close();
        other.close();
    }

    @Test
    void aKeyOpensWhatItsRolesAllowUntilItIsRevokedOnEveryReplica() {
        JsonNode key = create("{\"name\":\"scanner\",\"roles\":[\"admin\"]}");
        String text = key.path("key").asText();
        assertThat(text).matches("cvk_[0-9a-f]{32}_[A-Za-z0-9_-]{43}");

        assertThat(client.send("GET", KEYS, null, "X-API-Key", text).statusCode()).isEqualTo(200);
        assertThat(client.get(KEYS, text).statusCode()).isEqualTo(200);
        assertThat(otherClient.get(KEYS, text).statusCode()).isEqualTo(200);

        assertThat(revoke(admin, key.path("id").asText())).isEqualTo(204);

        assertThat(client.get(KEYS, text).statusCode()).isEqualTo(401);
        long deadline = System.nanoTime() + 120_000_000_000L;
        while (otherClient.get(KEYS, text).statusCode() == 200 && System.nanoTime() < deadline) {
            LockSupport.parkNanos(10_000_000);
        }
        assertThat(otherClient.get(KEYS, text).statusCode()).isEqualTo(401);
        assertThat(revoke(admin, key.path("id").asText())).isEqualTo(204);
    }

    @Test
    void aKeyHasNoMoreThanItsRoles() {
        String text = create("{\"name\":\"v\",\"roles\":[\"viewer\"]}").path("key").asText();

        HttpResponse<String> refused = client.get(KEYS, text);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused).path("code").asText()).isEqualTo("forbidden");
    }

    @Test
    void onlyTheHashIsStoredAndOnlyTheFirstAnswerShowsTheKey() throws SQLException {
        JsonNode key = create("{\"name\":\"once\",\"roles\":[\"viewer\",\"operator\"]}");
        String text = key.path("key").asText();

        JsonNode listed = json(client.get(KEYS, admin)).path("items").path(0);
        assertThat(listed.path("id")).isEqualTo(key.path("id"));
        assertThat(listed.path("prefix").asText()).isEqualTo(text.substring(0, 16));
        assertThat(listed.path("roles").toString()).isEqualTo("[\"operator\",\"viewer\"]");
        assertThat(listed.path("created_by").asText()).isEqualTo("tester");
        assertThat(listed.has("key")).isFalse();
        assertThat(stored(key.path("id").asText()))
                .contains(java.util.HexFormat.of().formatHex(Digests.sha256(text)))
                .doesNotContain(text.substring(37));
    }

    @Test
    void aKeyOfAnotherTenantIsNotThere() {
        String id = create("{\"name\":\"mine\",\"roles\":[\"viewer\"]}").path("id").asText();
        String stranger = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);

        assertThat(revoke(stranger, id)).isEqualTo(404);
        assertThat(json(client.get(KEYS, stranger)).path("items")).isEmpty();
        assertThat(revoke(admin, UUID.randomUUID().toString())).isEqualTo(404);
    }

    @Test
    void aChangedAnUnknownAndAnEndedKeyAreRefusedAlike() {
        JsonNode key = create("{\"name\":\"x\",\"roles\":[\"admin\"]}");
        String text = key.path("key").asText();
        String changed = text.substring(0, text.length() - 1) + (text.endsWith("A") ? "B" : "A");
        ApiKeys.Created ended =
                bridge.services()
                        .access()
                        .apiKeys()
                        .create(
                                new NewApiKey(
                                        tenant,
                                        "ended",
                                        Set.of(Role.ADMIN),
                                        "tester",
                                        Instant.now().minusSeconds(1)));
        List<String> details = new ArrayList<>();
        for (String bad : List.of(changed, ApiKeySecret.generate().text(), ended.text())) {
            HttpResponse<String> response = client.get(KEYS, bad);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).doesNotContain(bad.substring(10));
            details.add(json(response).path("detail").asText());
        }
        assertThat(details).containsOnly(details.get(0));
        assertThat(client.get(KEYS, "cvk_short").statusCode()).isEqualTo(401);
    }

    @Test
    void anEndInThePastIsRefused() {
        HttpResponse<String> response =
                client.send(
                        "POST",
                        KEYS,
                        "{\"name\":\"x\",\"roles\":[\"viewer\"],\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                        "Authorization",
                        "Bearer " + admin);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).path("field").asText()).isEqualTo("expires_at");
    }

    @Test
    void theListGoesPageByPage() {
        for (int i = 0; i < 5; i++) {
            create("{\"name\":\"key " + i + "\",\"roles\":[\"viewer\"]}");
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = json(client.get(KEYS + "?limit=2" + cursor, admin));
            page.path("items").forEach(item -> names.add(item.path("name").asText()));
            cursor =
                    page.has("next_cursor") ? "&cursor=" + page.path("next_cursor").asText() : null;
        } while (cursor != null);

        assertThat(names).containsExactly("key 4", "key 3", "key 2", "key 1", "key 0");
        assertThat(client.get(KEYS + "?cursor=bm9uZQ", admin).statusCode()).isEqualTo(400);
    }

    @Test
    void theFirstKeyIsMadeWithoutABridge() {
        String key =
                StandaloneApiKeys.create(
                        DatabaseUrl.parse(TestingServices.shared().databaseUrl()),
                        new NewApiKey(tenant, "first", Set.of(Role.ADMIN), "cv token", null));

        assertThat(json(client.get(KEYS, key)).path("items").path(0).path("name").asText())
                .isEqualTo("first");
    }

    @Test
    void whenAKeyWasUsedIsWrittenDown() {
        JsonNode key = create("{\"name\":\"used\",\"roles\":[\"admin\"]}");
        client.get(KEYS, key.path("key").asText());

        bridge.services().access().apiKeys().writeUses();

        JsonNode listed = json(client.get(KEYS, admin)).path("items").path(0);
        assertThat(Instant.parse(listed.path("last_used_at").asText()))
                .isAfter(Instant.parse(listed.path("created_at").asText()).minusSeconds(5));
    }

    private JsonNode create(String body) {
        HttpResponse<String> response =
                client.send("POST", KEYS, body, "Authorization", "Bearer " + admin);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
        JsonNode key = json(response);
        assertThat(response.headers().firstValue("Location"))
                .hasValue(KEYS + "/" + key.path("id").asText());
        return key;
    }

    private static int revoke(String token, String id) {
        return client.send("DELETE", KEYS + "/" + id, null, "Authorization", "Bearer " + token)
                .statusCode();
    }

    private static String stored(String id) throws SQLException {
        return bridge.services().database().system(connection -> row(connection, id));
    }

    private static String row(Connection connection, String id) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "SELECT to_jsonb(k)::text FROM cv.api_keys k WHERE id = ?::uuid")) {
            statement.setString(1, id);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
