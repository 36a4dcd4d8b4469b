package ke.co.datacraft.cv.bridge.contract;

import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.contract.Scenarios.Caller;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;

/** Jobs in each of their states. */
final class JobScenarios {

    private JobScenarios() {}

    private static UUID id(Answer answer, String field) {
        return UUID.fromString(answer.json().path(field).textValue());
    }

    private static UUID submitted(ContractClient client, Caller caller) {
        return id(client.request("createJob").token(caller.admin()).send(), "job_id");
    }

    private static UUID ended(Caller caller, String state) throws Exception {
        UUID job = new TestingResults(TestingServices.shared(), caller.tenant()).job("ended");
        TestingRows.execute(
                "UPDATE cv.processing_jobs SET status = 'PENDING', retry_count = 1 WHERE id = ?",
                job);
        TestingRows.execute("UPDATE cv.processing_jobs SET status = ? WHERE id = ?", state, job);
        return job;
    }

    static void addTo(Scenarios all) {
        for (String operation : List.of("getJob", "cancelJob")) {
            all.on(
                    operation,
                    operation.equals("getJob") ? 200 : 202,
                    (client, caller) ->
                            client.request(operation)
                                    .token(caller.admin())
                                    .path("job_id", submitted(client, caller))
                                    .send());
        }
        all.on(
                "cancelJob",
                204,
                (client, caller) ->
                        client.request("cancelJob")
                                .token(caller.admin())
                                .path("job_id", ended(caller, "COMPLETED"))
                                .query("purge", true)
                                .send());
        all.on(
                "cancelJob",
                409,
                (client, caller) ->
                        client.request("cancelJob")
                                .token(caller.admin())
                                .path("job_id", ended(caller, "COMPLETED"))
                                .send());
        all.on(
                "retryJob",
                202,
                (client, caller) ->
                        client.request("retryJob")
                                .token(caller.admin())
                                .path("job_id", ended(caller, "FAILED"))
                                .send());
        all.on(
                "retryJob",
                409,
                (client, caller) ->
                        client.request("retryJob")
                                .token(caller.admin())
                                .path("job_id", submitted(client, caller))
                                .send());
        all.on("getJobResults", 200, JobScenarios::everyFormat);
        all.on(
                "getJobResults",
                406,
                (client, caller) ->
                        client.request("getJobResults")
                                .token(caller.admin())
                                .path("job_id", ended(caller, "COMPLETED"))
                                .header("Accept", "image/png")
                                .send());
    }

    private static Answer everyFormat(ContractClient client, Caller caller) throws Exception {
        TestingResults results = new TestingResults(TestingServices.shared(), caller.tenant());
        UUID job = results.job("formats");
        results.store(results.image(job, "a.png", 0));
        Answer answer = null;
        for (String format : List.of("coco", "csv", "hocr", "text", "json")) {
            answer =
                    client.request("getJobResults")
                            .token(caller.admin())
                            .path("job_id", job)
                            .query("format", format)
                            .send();
        }
        return answer;
    }
}
