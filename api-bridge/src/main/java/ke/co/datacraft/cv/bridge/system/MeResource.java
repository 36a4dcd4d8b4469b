package ke.co.datacraft.cv.bridge.system;

import java.util.LinkedHashMap;
import java.util.Map;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.http.Routes;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;

/** {@code /api/v1/me}: what a page must know of its user. */
public final class MeResource implements Resource {

    private static final String KEY = "key:";

    private static final int MEBIBYTE = 1 << 20;

    private final SystemReport report;
    private final Map<String, Object> limits = new LinkedHashMap<>();

    /**
     * @param report pages to link to
     * @param settings limits of what a user may submit
     */
    public MeResource(SystemReport report, BridgeSettings settings) {
        this.report = report;
        limits.put("max_file_size_mb", settings.uploads().maxFileBytes() / MEBIBYTE);
        limits.put("max_references", settings.jobs().maxReferences());
        limits.put("max_concurrent_jobs", settings.jobs().maxConcurrent());
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
        me.put("limits", limits);
        me.put("links", report.links());
        call.header("Cache-Control", "no-store");
        call.json(200, me);
    }
}
