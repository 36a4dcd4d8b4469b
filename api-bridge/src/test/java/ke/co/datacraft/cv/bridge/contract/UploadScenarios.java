package ke.co.datacraft.cv.bridge.contract;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.bridge.contract.ContractClient.Request;
import ke.co.datacraft.cv.bridge.contract.Scenarios.Caller;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;

/** Submissions that are repeated, that wait for one another, that take too long. */
final class UploadScenarios {

    private static final String KEY = "one-and-the-same";
    private static final String LOCK =
            "SELECT pg_advisory_xact_lock(hashtextextended('cv.jobs/' || ?, 0))";

    private UploadScenarios() {}

    static void addTo(Scenarios all) {
        for (String operation : List.of("createJob", "uploadJob", "analyzeImage")) {
            all.on(
                    operation,
                    409,
                    (client, caller) -> {
                        try (Connection other = TestingRows.connect()) {
                            other.setAutoCommit(false);
                            TestingRows.execute(other, LOCK, caller.tenant());
                            return client.request(operation).token(caller.admin()).send();
                        }
                    });
        }
        all.on(
                "createJob",
                422,
                (client, caller) -> {
                    client.request("createJob")
                            .token(caller.admin())
                            .header("Idempotency-Key", KEY)
                            .send();
                    Map<String, Object> another =
                            Map.of(
                                    "references",
                                    List.of(Map.of("uri", "https://example.com/b.jpg")),
                                    "pipeline",
                                    "other");
                    return client.request("createJob")
                            .token(caller.admin())
                            .header("Idempotency-Key", KEY)
                            .json(another)
                            .send();
                });
        all.on(
                "uploadJob",
                422,
                (client, caller) -> {
                    uploaded(client, caller, "a.png").send();
                    return uploaded(client, caller, "b.png").send();
                });
        for (String operation : List.of("uploadJob", "analyzeImage")) {
            all.on(operation, 408, (client, caller) -> cleanedUp(client, caller, operation));
        }
        all.on("analyzeImage", 200, (client, caller) -> analyzed(client, caller, "COMPLETED"));
        all.on(
                "analyzeImage",
                202,
                (client, caller) ->
                        client.request("analyzeImage")
                                .token(caller.admin())
                                .query("wait_seconds", 0)
                                .send());
        all.on("analyzeImage", 422, (client, caller) -> analyzed(client, caller, "FAILED"));
    }

    private static Request uploaded(ContractClient client, Caller caller, String name) {
        MultipartBody form =
                new MultipartBody().field("tasks", "quality").file("file", name, Samples.png());
        return client.request("uploadJob")
                .token(caller.admin())
                .header("Idempotency-Key", KEY)
                .body(form.contentType(), form.bytes());
    }

    /** The housekeeping gives an upload up while its job waits for the tenant's turn. */
    private static Answer cleanedUp(ContractClient client, Caller caller, String operation)
            throws Exception {
        try (Connection other = TestingRows.connect()) {
            other.setAutoCommit(false);
            TestingRows.execute(other, LOCK, caller.tenant());
            CompletableFuture<Answer> answer =
                    CompletableFuture.supplyAsync(
                            () -> client.request(operation).token(caller.admin()).send());
            Eventually.until(
                    "An upload of " + caller.tenant(),
                    () ->
                            TestingRows.execute(
                                            "UPDATE cv.uploads SET state = 'RELEASED'"
                                                    + " WHERE tenant_id = ? AND state = 'UPLOADING'",
                                            caller.tenant())
                                    == 1);
            other.commit();
            return answer.get();
        }
    }

    /** Does the stream's part while the request waits. */
    private static Answer analyzed(ContractClient client, Caller caller, String state)
            throws Exception {
        CompletableFuture<Answer> answer =
                CompletableFuture.supplyAsync(
                        () -> client.request("analyzeImage").token(caller.admin()).send());
        UUID job =
                Eventually.get(
                                "A job of " + caller.tenant(),
                                () -> TestingRows.job(caller.tenant()),
                                Optional::isPresent)
                        .orElseThrow();
        TestingResults results = new TestingResults(TestingServices.shared(), caller.tenant());
        if (state.equals("COMPLETED")) {
            results.store(results.image(job, "dot.png", 0));
        }
        TestingRows.execute(
                "UPDATE cv.processing_jobs SET status = ?, error_message = 'NOT_FOUND'"
                        + " WHERE id = ?",
                state,
                job);
        return answer.get();
    }
}
