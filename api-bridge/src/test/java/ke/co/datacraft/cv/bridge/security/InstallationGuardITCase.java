package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InstallationGuardITCase {

    private static final String HOUSE = TestingBridge.tenant();

    private static ApiBridge bridge;
    private static TestingHttp client;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_ADMIN_TENANTS", "other, " + HOUSE));
        client = new TestingHttp(bridge);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @Test
    void onlyAListedTenantsAdministratorsAdministerTheInstallation() {
        String guest = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);
        String house = TestingBridge.token(HOUSE, Role.ADMIN);

        assertThat(client.get("/api/v1/tenants", guest).statusCode()).isEqualTo(403);
        assertThat(remove(HOUSE, guest)).isEqualTo(403);
        assertThat(client.get("/api/v1/dead-letters?unowned=true", guest).statusCode())
                .isEqualTo(403);
        assertThat(client.get("/api/v1/dead-letters", guest).statusCode()).isEqualTo(200);
        assertThat(client.get("/api/v1/api-keys", guest).statusCode()).isEqualTo(200);

        assertThat(client.get("/api/v1/tenants", house).statusCode()).isEqualTo(200);
        assertThat(client.get("/api/v1/dead-letters?unowned=true", house).statusCode())
                .isEqualTo(200);
        assertThat(remove(TestingBridge.tenant(), house)).isEqualTo(404);
    }

    private static int remove(String tenant, String token) {
        String path = "/api/v1/tenants/" + tenant + "?confirm=" + tenant;
        return client.send("DELETE", path, null, "Authorization", "Bearer " + token).statusCode();
    }
}
