package ke.co.datacraft.cv.bridge.tenant;

import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.BridgeServices;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Page;
import ke.co.datacraft.cv.bridge.http.PageCursor;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/** {@code /tenants}. */
public final class TenantsResource implements Resource {

    private static final String LIST = "tenants";

    private final Tenants tenants;

    /** Tenants in the database. */
    public TenantsResource(BridgeServices services) {
        tenants = new Tenants(services);
    }

    @Override
    public void register(Routes routes) {
        routes.on("listTenants", this::list);
        routes.on("createTenant", this::create);
        routes.on("deleteTenant", this::delete);
    }

    private void list(Call call) {
        Optional<String> after = PageCursor.of(call, LIST).map(PageCursor::name);
        int limit = Page.limit(call);
        List<Tenant> rows = tenants.list(after, limit + 1);
        call.json(
                200, Page.of(rows, limit, row -> PageCursor.of(LIST, row.tenantId()), row -> row));
    }

    private void create(Call call) {
        Tenant tenant = tenants.create(call.body().path("tenant_id").textValue());
        call.audit("tenant.create", "tenant", tenant.tenantId());
        call.location("/api/v1/tenants/" + tenant.tenantId());
        call.json(201, tenant);
    }

    private void delete(Call call) {
        String tenant = call.path("tenant_id");
        if (!call.query("confirm").filter(tenant::equals).isPresent()) {
            throw ApiError.invalid("confirm", "confirm does not name the tenant")
                    .cure("Repeat the tenant's name in confirm: all that it has is deleted");
        }
        if (tenant.equals(call.tenant())) {
            throw new ApiError(ErrorCode.CONFLICT, "This is the tenant of your own credentials")
                    .cure("Sign in as an administrator of another tenant");
        }
        tenants.delete(tenant, call.query("force").map(Boolean::valueOf).orElse(false));
        call.audit("tenant.delete", "tenant", tenant);
        call.noContent();
    }
}
