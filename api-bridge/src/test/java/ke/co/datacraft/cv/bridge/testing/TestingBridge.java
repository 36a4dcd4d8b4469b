package ke.co.datacraft.cv.bridge.testing;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.security.TokenIssuer;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;

/** A bridge on a free port, on real services. */
public final class TestingBridge {

    private TestingBridge() {}

    /** The bridge's secret in tests. */
    public static final String SECRET = "a-secret-for-tests-that-is-long-enough-for-hs256";

    /** Starts a bridge on the shared services. */
    public static ApiBridge start(Map<String, String> variables) {
        return start(TestingServices.shared(), variables);
    }

    /**
     * Starts a bridge.
     *
     * @param services what it talks to
     * @param variables further {@code CV_*}, which win
     */
    public static ApiBridge start(TestingServices services, Map<String, String> variables) {
        Map<String, String> all = new HashMap<>(services.variables());
        all.put("CV_API_HOST", "127.0.0.1");
        all.put("CV_API_PORT", "0");
        all.put("CV_METRICS_PORT", "0");
        all.put("CV_JWT_SECRET_KEY", SECRET);
        // Tests that are about these limits set them.
        all.put("CV_RATE_LIMIT_PER_MINUTE", "0");
        all.put("CV_SIGN_IN_FAILURES_PER_MINUTE", "0");
        all.putAll(variables);
        return ApiBridge.start(BridgeSettings.read(all));
    }

    /** A name for a tenant that no other test uses. */
    public static String tenant() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A token for a bridge with the {@link #SECRET}. */
    public static String token(String tenant, Role... roles) {
        JwtSettings settings = JwtSettings.read(Map.of("CV_JWT_SECRET_KEY", SECRET));
        return new TokenIssuer(settings, Clock.systemUTC())
                .issue(tenant, "tester", Set.of(roles), null);
    }

    /** {@code http://host:port} of a bridge. */
    public static String url(ApiBridge bridge) {
        return "http://127.0.0.1:" + bridge.port();
    }
}
