package ke.co.datacraft.cv.bridge.contract;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.contract.Scenarios.Caller;

/** Models that were activated, and dead letters. */
final class LetterAndModelScenarios {

    private LetterAndModelScenarios() {}

    static void addTo(Scenarios all) {
        models(all);
        deadLetters(all);
    }

    private static void models(Scenarios all) {
        for (String operation :
                List.of("getModel", "deactivateModel", "getV2Model", "getV2ModelReady")) {
            all.on(
                    operation,
                    operation.equals("deactivateModel") ? 204 : 200,
                    (client, caller) -> {
                        String model = "model-" + caller.tenant();
                        client.request("activateModel")
                                .token(caller.admin())
                                .path("name", model)
                                .send();
                        return client.request(operation)
                                .token(caller.admin())
                                .path("name", model)
                                .send();
                    });
        }
    }

    private static UUID letter(Caller caller, String value) throws Exception {
        UUID id = UUID.randomUUID();
        TestingRows.execute(
                "INSERT INTO cv.dead_letters (id, tenant_id, reason, message, origin_topic,"
                        + " origin_partition, origin_offset, original_value, original_encoding)"
                        + " VALUES (?, ?, 'NOT_FOUND', 'Nothing is there', 'cv.images', 0, 1, ?, 'utf-8')",
                id,
                caller.tenant(),
                value);
        return id;
    }

    private static void deadLetters(Scenarios all) {
        Map.of("getDeadLetter", 200, "replayDeadLetter", 202, "discardDeadLetter", 204)
                .forEach(
                        (operation, status) ->
                                all.on(
                                        operation,
                                        status,
                                        (client, caller) ->
                                                client.request(operation)
                                                        .token(caller.admin())
                                                        .path(
                                                                "dead_letter_id",
                                                                letter(caller, "{}"))
                                                        .send()));
        all.on(
                "replayDeadLetter",
                409,
                (client, caller) ->
                        client.request("replayDeadLetter")
                                .token(caller.admin())
                                .path("dead_letter_id", letter(caller, null))
                                .send());
    }
}
