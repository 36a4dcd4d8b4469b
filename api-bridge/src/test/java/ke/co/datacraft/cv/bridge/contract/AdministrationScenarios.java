package ke.co.datacraft.cv.bridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import ke.co.datacraft.cv.bridge.contract.Scenarios.Caller;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;

/** Tenants and keys. */
final class AdministrationScenarios {

    private AdministrationScenarios() {}

    static void addTo(Scenarios all) {
        all.on("createTenant", 201, AdministrationScenarios::newTenant);
        all.on(
                "createTenant",
                409,
                (client, caller) -> {
                    String name = name(newTenant(client, caller));
                    return client.request("createTenant")
                            .token(caller.admin())
                            .json(Map.of("tenant_id", name))
                            .send();
                });
        all.on(
                "deleteTenant",
                204,
                (client, caller) -> removed(client, caller, name(newTenant(client, caller))));
        all.on("deleteTenant", 409, (client, caller) -> removed(client, caller, caller.tenant()));
        all.on(
                "deleteTenant",
                404,
                (client, caller) -> removed(client, caller, TestingBridge.tenant()));
        all.on(
                "revokeApiKey",
                204,
                (client, caller) -> {
                    JsonNode key =
                            client.request("createApiKey").token(caller.admin()).send().json();
                    return client.request("revokeApiKey")
                            .token(caller.admin())
                            .path("api_key_id", key.path("id").textValue())
                            .send();
                });
    }

    private static Answer newTenant(ContractClient client, Caller caller) {
        return client.request("createTenant")
                .token(caller.admin())
                .json(Map.of("tenant_id", TestingBridge.tenant()))
                .send();
    }

    private static Answer removed(ContractClient client, Caller caller, String tenant) {
        return client.request("deleteTenant")
                .token(caller.admin())
                .path("tenant_id", tenant)
                .query("confirm", tenant)
                .send();
    }

    private static String name(Answer tenant) {
        return tenant.json().path("tenant_id").textValue();
    }
}
