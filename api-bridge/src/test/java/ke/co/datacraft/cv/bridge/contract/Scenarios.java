package ke.co.datacraft.cv.bridge.contract;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;

/** What it takes to get the statuses that only some operations have. */
final class Scenarios {

    /** How one answer is got. */
    @FunctionalInterface
    interface Scenario {
        Answer play(ContractClient client, Caller caller) throws Exception;
    }

    /** Who asks: an administrator of a tenant of its own. */
    record Caller(String tenant, String admin) {

        static Caller anew() {
            String tenant = TestingBridge.tenant();
            return new Caller(tenant, TestingBridge.token(tenant, Role.ADMIN));
        }
    }

    private final Map<String, Scenario> all = new HashMap<>();

    /** All of them. */
    Scenarios() {
        JobScenarios.addTo(this);
        UploadScenarios.addTo(this);
        ImageScenarios.addTo(this);
        DefinitionScenarios.addTo(this);
        LetterAndModelScenarios.addTo(this);
        AdministrationScenarios.addTo(this);
    }

    void on(String operation, int status, Scenario scenario) {
        if (all.put(operation + " " + status, scenario) != null) {
            throw new IllegalStateException(operation + " " + status + " has two scenarios");
        }
    }

    Optional<Scenario> of(String operation, int status) {
        return Optional.ofNullable(all.get(operation + " " + status));
    }
}
