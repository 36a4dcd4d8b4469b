package ke.co.datacraft.cv.operators.delivery;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Where signed requests go.
 *
 * @param name what rules call it
 * @param uri address
 * @param keys what requests are signed with; several while a secret is changed
 * @param tenants who may use it; all when empty
 * @param headers further headers of the request
 */
record WebhookTarget(
        String name,
        URI uri,
        List<byte[]> keys,
        List<String> tenants,
        Map<String, String> headers) {

    boolean isFor(String tenantId) {
        return tenants.isEmpty() || tenants.contains(tenantId);
    }

    /** Without secrets: addresses of receivers often hold one, too. */
    @Override
    public String toString() {
        return "WebhookTarget[" + name + "]";
    }
}
