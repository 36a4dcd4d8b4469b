package ke.co.datacraft.cv.bridge.system;

import static ke.co.datacraft.cv.bridge.testing.TestingHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingDatabases;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import org.junit.jupiter.api.Test;

/** A database whose user may not use role {@code cv_bridge}. */
class TenantIsolationITCase {

    private static final String KEYS = "/api/v1/api-keys";

    @Test
    void theBridgeWorksSaysSoAndKeepsTenantsApartByItsOwnConditions() {
        String url = TestingDatabases.createWithoutBridgeRole();
        String own = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);
        String other = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);
        try (ApiBridge bridge = TestingBridge.start(Map.of("CV_DATABASE_URL", url))) {
            TestingHttp client = new TestingHttp(bridge);
            var created =
                    client.send(
                            "POST",
                            KEYS,
                            "{\"name\":\"x\",\"roles\":[\"viewer\"]}",
                            "Authorization",
                            "Bearer " + own);
            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            assertThat(json(client.get(KEYS, own)).path("items")).hasSize(1);
            assertThat(json(client.get(KEYS, other)).path("items")).isEmpty();

            var ready = client.send("GET", "/ready", null);

            assertThat(ready.statusCode()).isEqualTo(200);
            assertThat(json(ready).path("status").asText()).isEqualTo("degraded");
            assertThat(json(ready).path("components"))
                    .filteredOn(c -> c.path("state").asText().equals("down"))
                    .singleElement()
                    .satisfies(TenantIsolationITCase::isToldWithoutNames);
        }
    }

    @Test
    void aDatabaseWithoutTablesIsUnavailableNotAFault() {
        String url = TestingDatabases.createEmpty();
        String token = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);
        try (ApiBridge bridge = TestingBridge.start(Map.of("CV_DATABASE_URL", url))) {
            var response = new TestingHttp(bridge).get(KEYS, token);

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(json(response).path("cure").asText()).isEqualTo("Run ./cv migrate");
        }
    }

    private static void isToldWithoutNames(JsonNode component) {
        assertThat(component.path("name").asText()).isEqualTo("row_level_security");
        assertThat(component.path("reason").asText())
                .isEqualTo(
                        "It does not hold for all; the log tells why, docs/security.md how to have it");
    }
}
