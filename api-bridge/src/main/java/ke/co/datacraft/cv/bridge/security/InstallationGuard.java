package ke.co.datacraft.cv.bridge.security;

import java.util.List;
import java.util.Set;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Interceptor;

/**
 * Keeps what concerns every tenant to the administrators of some: tenants themselves, the models
 * that all use, metrics, dead letters that belong to nobody.
 */
final class InstallationGuard implements Interceptor {

    private static final Set<String> OPERATIONS =
            Set.of(
                    "listTenants",
                    "createTenant",
                    "deleteTenant",
                    "activateModel",
                    "deactivateModel",
                    "getMetrics");

    private final Set<String> tenants;

    /**
     * @param tenants whose administrators may; empty for every tenant's
     */
    InstallationGuard(List<String> tenants) {
        this.tenants = Set.copyOf(tenants);
    }

    @Override
    public void admitted(Call call) {
        boolean ofAll =
                OPERATIONS.contains(call.operation().id())
                        || call.query("unowned").filter("true"::equals).isPresent();
        if (ofAll && !tenants.isEmpty() && !tenants.contains(call.tenant())) {
            throw new ApiError(
                            ErrorCode.FORBIDDEN,
                            "Administrators of this tenant do not administer the installation")
                    .cure("Ask an administrator of the installation, or see CV_ADMIN_TENANTS");
        }
    }
}
