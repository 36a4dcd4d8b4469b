package ke.co.datacraft.cv.bridge.contract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ke.co.datacraft.cv.bridge.http.OperationSpec;

/** Makes operations answer with a given status: most of them alike, the rest as they need. */
final class StatusProvokers {

    private static final int THREADS = 16;
    private static final int LARGE = 3 << 20;
    private static final String KEY =
            "cvk_" + UUID.randomUUID().toString().replace("-", "") + "_" + "A".repeat(43);

    private final ContractClient normal;
    private final ContractClient strict;
    private final ContractClient alone;
    private final Scenarios scenarios = new Scenarios();
    private final Map<String, Future<Answer>> outages = new HashMap<>();

    /**
     * @param normal a bridge with all it depends on
     * @param strict a bridge that takes next to nothing
     * @param alone a bridge without database and Redis
     */
    StatusProvokers(ContractClient normal, ContractClient strict, ContractClient alone) {
        this.normal = normal;
        this.strict = strict;
        this.alone = alone;
    }

    /** Asks for all of them while the database is away at once: each waits for it a while. */
    void beginOutage(List<OperationSpec> operations) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        for (OperationSpec operation : operations) {
            String token = Scenarios.Caller.anew().admin();
            outages.put(operation.id(), threads.submit(() -> withoutDatabase(operation, token)));
        }
        threads.shutdown();
    }

    Answer provoke(OperationSpec operation, int status) throws Exception {
        String id = operation.id();
        Scenarios.Caller caller = Scenarios.Caller.anew();
        String token = caller.admin();
        Optional<Scenarios.Scenario> scenario = scenarios.of(id, status);
        if (scenario.isPresent()) {
            return scenario.get().play(normal, caller);
        }
        return switch (status) {
            case 200, 201, 202, 204 -> normal.request(id).token(token).send();
            case 400 -> normal.request(id).token(token).query("nonsense", "1").send();
            case 404 -> normal.request(id).token(token).send();
            case 413 -> tooLarge(id, token);
            case 415 ->
                    normal.request(id)
                            .token(token)
                            .body("application/x-unknown", new byte[] {1})
                            .send();
            case 429 -> tooMany(id, token);
            case 503 -> outages.get(id).get();
            default ->
                    throw new AssertionError(
                            "Nobody shows how %s answers %d".formatted(id, status));
        };
    }

    private Answer tooLarge(String id, String token) {
        ContractClient.Request request = strict.request(id).token(token);
        byte[] large = new byte[LARGE];
        if (request.contentType().startsWith("multipart/")) {
            MultipartBody form =
                    new MultipartBody()
                            .field("tasks", "quality")
                            .file("file", "large.png", Arrays.copyOf(Samples.png(), LARGE));
            return request.body(form.contentType(), form.bytes()).send();
        }
        Arrays.fill(large, (byte) ' ');
        return request.body(request.contentType(), large).send();
    }

    private Answer tooMany(String id, String token) {
        strict.request(id).token(token).sendUnchecked();
        return strict.request(id).token(token).send();
    }

    /** What needs nothing of the database still needs it for the caller's key. */
    private Answer withoutDatabase(OperationSpec operation, String token) {
        ContractClient.Request request = alone.request(operation.id());
        if (operation.roles().isEmpty()) {
            return request.send();
        }
        Answer answer = request.token(token).send();
        return answer.status() == 503
                ? answer
                : alone.request(operation.id()).header("X-API-Key", KEY).send();
    }
}
