package ke.co.datacraft.cv.bridge.system;

import java.util.LinkedHashMap;
import java.util.Map;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.http.Routes;

/** {@code /api/v1/me}: what a page must know of its user. */
public final class MeResource implements Resource {

    private static final String KEY = "key:";

    private final SystemReport report;

    /**
     * @param report pages to link to
     */
    public MeResource(SystemReport report) {
        this.report = report;
    }

    @Override
    public void register(Routes routes) {
        routes.on("getMe", this::me);
    }

    private void me(Call call) {
        Principal caller = call.principal();
        Map<String, Object> me = new LinkedHashMap<>();
        me.put("tenant_id", caller.tenant());
        me.put("subject", caller.subject());
        me.put("roles", caller.roles().stream().sorted().map(Role::word).toList());
        me.put("credential", caller.credentialId().startsWith(KEY) ? "api_key" : "token");
        me.put("links", report.links());
        call.header("Cache-Control", "no-store");
        call.json(200, me);
    }
}
