package ke.co.datacraft.cv.standalone.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.standalone.services.ServiceException;

/** What the command line asks the bridge for. */
public final class BridgeClient {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String url;
    private final String token;

    /**
     * @param url {@code http://host:port} of the bridge
     * @param token shown with every request
     */
    public BridgeClient(String url, String token) {
        this.url = url;
        this.token = token;
    }

    /**
     * Uploads files as one job.
     *
     * @return the job's id
     * @throws ServiceException when the bridge does not take it
     */
    public UUID upload(UploadForm form) {
        HttpRequest request =
                request("/api/v1/jobs/upload")
                        .header("Content-Type", form.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                        .build();
        return UUID.fromString(json(send(request)).path("job_id").asText());
    }

    /**
     * What the bridge tells under a path.
     *
     * @throws ServiceException when it does not
     */
    public JsonNode get(String path) {
        return json(send(request(path).build()));
    }

    /**
     * Removes what stands under a path.
     *
     * @throws ServiceException when the bridge does not
     */
    public void delete(String path) {
        send(request(path).DELETE().build());
    }

    /**
     * Makes something, unless it is there already.
     *
     * @param path of its kind, such as {@code /api/v1/sources}
     * @param body what it is, as JSON
     * @return whether it was made now
     * @throws ServiceException when the bridge does not take it
     */
    public boolean create(String path, JsonNode body) {
        HttpRequest request =
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build();
        try {
            send(request);
            return true;
        } catch (ServiceException e) {
            if (e.getMessage().contains("answered with 409")) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Results of a job, as far as there are any.
     *
     * @throws ServiceException when the bridge does not tell them
     */
    public List<ImageResult> results(UUID job) {
        List<ImageResult> results = new ArrayList<>();
        String path = "/api/v1/jobs/" + job + "/results";
        String next = path;
        while (next != null) {
            JsonNode page = get(next);
            page.path("items").forEach(item -> results.add(result(item)));
            next =
                    page.hasNonNull("next_cursor")
                            ? path + "?cursor=" + page.path("next_cursor").asText()
                            : null;
        }
        return results;
    }

    private static ImageResult result(JsonNode item) {
        try {
            return ContractCodec.convert(item, ImageResult.class);
        } catch (ContractException e) {
            throw new ServiceException("The bridge told no result: " + e.getMessage(), e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token);
    }

    private byte[] send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response =
                    http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() >= 300) {
                throw new ServiceException(
                        "%s %s was answered with %d: %s"
                                .formatted(
                                        request.method(),
                                        request.uri(),
                                        response.statusCode(),
                                        problem(response.body())));
            }
            return response.body();
        } catch (IOException e) {
            throw new ServiceException("Cannot reach the bridge at " + url + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while the bridge answered", e);
        }
    }

    private static String problem(byte[] body) {
        try {
            JsonNode problem = ContractCodec.tree(body);
            return problem.path("detail").asText() + "; " + problem.path("cure").asText();
        } catch (ContractException e) {
            return e.getMessage();
        }
    }

    private static JsonNode json(byte[] body) {
        try {
            return ContractCodec.tree(body);
        } catch (ContractException e) {
            throw new ServiceException("The bridge did not answer with JSON: " + e.getMessage(), e);
        }
    }
}
