package ke.co.datacraft.cv.bridge.contract;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.contract.Scenarios.Caller;

/** Sources, zones and rules of the examples. */
final class DefinitionScenarios {

    private DefinitionScenarios() {}

    static void addTo(Scenarios all) {
        add(all, "Source", "source_id", "gate-1");
        add(all, "Zone", "zone_id", "gate-1-drive");
        add(all, "Rule", "rule_id", "night-visit");
    }

    private static void add(Scenarios all, String noun, String parameter, String id) {
        all.on("create" + noun, 201, (client, caller) -> created(client, caller, noun));
        all.on(
                "create" + noun,
                409,
                (client, caller) -> {
                    created(client, caller, noun);
                    return client.request("create" + noun).token(caller.admin()).send();
                });
        for (String verb : List.of("update", "delete")) {
            all.on(
                    verb + noun,
                    412,
                    (client, caller) -> {
                        created(client, caller, noun);
                        return client.request(verb + noun)
                                .token(caller.admin())
                                .path(parameter, id)
                                .header("If-Match", "\"another\"")
                                .send();
                    });
        }
        // Who removes a source is told what went with it.
        int removed = noun.equals("Source") ? 200 : 204;
        Map.of("get", 200, "update", 200, "delete", removed)
                .forEach(
                        (verb, status) ->
                                all.on(
                                        verb + noun,
                                        status,
                                        (client, caller) -> {
                                            created(client, caller, noun);
                                            return client.request(verb + noun)
                                                    .token(caller.admin())
                                                    .path(parameter, id)
                                                    .send();
                                        }));
    }

    private static Answer created(ContractClient client, Caller caller, String noun) {
        if (noun.equals("Zone")) {
            client.request("createSource").token(caller.admin()).send();
        }
        return client.request("create" + noun).token(caller.admin()).send();
    }
}
