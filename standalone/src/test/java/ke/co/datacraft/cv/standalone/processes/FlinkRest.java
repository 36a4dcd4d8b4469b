package ke.co.datacraft.cv.standalone.processes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** What the tests ask of Flink's REST API. */
final class FlinkRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String address;

    /**
     * @param port on the loopback address
     */
    FlinkRest(int port) {
        this.address = "http://127.0.0.1:" + port;
    }

    /** Slots of the TaskManagers that are registered. */
    int slots() throws IOException {
        return get("/overview").get("slots-total").asInt();
    }

    /** State of a job, such as {@code RUNNING}. */
    String state(String job) throws IOException {
        return get("/jobs/" + job + "/status").get("status").asText();
    }

    /** Whether every task of a job runs. */
    boolean allTasksRun(String job) throws IOException {
        return StreamSupport.stream(get("/jobs/" + job).get("vertices").spliterator(), false)
                .allMatch(
                        vertex ->
                                vertex.get("tasks").get("RUNNING").asInt()
                                        == vertex.get("parallelism").asInt());
    }

    /** How often a job was restarted. */
    int restarts(String job) throws IOException {
        JsonNode metrics = get("/jobs/" + job + "/metrics?get=numRestarts");
        if (metrics.isEmpty()) {
            throw new IOException("numRestarts is not there yet");
        }
        return metrics.get(0).get("value").asInt();
    }

    /** How often a job was restored from a checkpoint. */
    int restores(String job) throws IOException {
        return get("/jobs/" + job + "/checkpoints").get("counts").get("restored").asInt();
    }

    /**
     * What jobs booked of an external resource, one number for each slot that books some of it.
     *
     * @param resource its name
     */
    List<Double> booked(String resource) throws IOException {
        List<Double> shares = new ArrayList<>();
        for (JsonNode taskManager : get("/taskmanagers").get("taskmanagers")) {
            JsonNode details = get("/taskmanagers/" + taskManager.get("id").asText());
            for (JsonNode slot : details.get("allocatedSlots")) {
                JsonNode share = slot.get("resource").get("extendedResources").get(resource);
                if (share != null) {
                    shares.add(share.asDouble());
                }
            }
        }
        return shares;
    }

    /**
     * Begins to take a savepoint, after which the job ends.
     *
     * @param folder URI of the folder for it
     * @return id of the request, for {@link #savepoint}
     */
    String stopWithSavepoint(String job, String folder) throws IOException {
        String body = "{\"drain\": false, \"targetDirectory\": \"" + folder + "\"}";
        return JSON.readTree(
                        send(
                                HttpRequest.newBuilder(
                                                URI.create(address + "/jobs/" + job + "/stop"))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))))
                .get("request-id")
                .asText();
    }

    /** Where a savepoint is that was asked for; null while it is not complete. */
    String savepoint(String job, String request) throws IOException {
        JsonNode answer = get("/jobs/" + job + "/savepoints/" + request);
        JsonNode operation = answer.path("operation");
        if (operation.has("failure-cause")) {
            throw new AssertionError("No savepoint: " + operation);
        }
        return operation.path("location").asText(null);
    }

    /** Cancels a job. */
    void cancel(String job) throws IOException {
        send(
                HttpRequest.newBuilder(URI.create(address + "/jobs/" + job + "?mode=cancel"))
                        .method("PATCH", HttpRequest.BodyPublishers.noBody()));
    }

    private JsonNode get(String path) throws IOException {
        return JSON.readTree(send(HttpRequest.newBuilder(URI.create(address + path)).GET()));
    }

    private String send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> response =
                    client.send(
                            request.timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
