package ke.co.datacraft.cv.bridge.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.OperationSpec;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;

/** Calls operations by their ids and checks each answer against {@code openapi.yaml}. */
final class ContractClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private static final String JSON = "application/json";

    private final ContractFile file;
    private final ExchangeCheck check;
    private final String url;

    ContractClient(ContractFile file, ApiBridge bridge) {
        this.file = file;
        this.check = new ExchangeCheck(file);
        this.url = TestingBridge.url(bridge);
    }

    /** A request that keeps to the interface and names things that do not exist. */
    Request request(String operationId) {
        return new Request(operationId);
    }

    /** One request; what is not said is as the interface wants it. */
    final class Request {

        private final OperationSpec operation;
        private final JsonNode node;
        private final Map<String, String> path = new HashMap<>();
        private final Map<String, String> query = new LinkedHashMap<>();
        private final Map<String, String> headers = new LinkedHashMap<>();
        private byte[] body = {};

        private Request(String operationId) {
            operation = file.openApi().operations().get(operationId);
            node = file.operation(operationId);
            operation.parameters().stream()
                    .filter(parameter -> parameter.required() && parameter.in().equals("query"))
                    .forEach(parameter -> query(parameter.name(), required(parameter.name())));
            sampleBody();
        }

        private void sampleBody() {
            JsonNode content = node.path("requestBody").path("content");
            if (content.has(JSON)) {
                json(content.path(JSON).path("examples").iterator().next().path("value"));
            } else if (content.has("multipart/form-data")) {
                MultipartBody form =
                        new MultipartBody()
                                .field("tasks", "quality")
                                .file("file", "dot.png", Samples.png());
                body(form.contentType(), form.bytes());
            }
        }

        Request path(String name, Object value) {
            path.put(name, value.toString());
            return this;
        }

        Request query(String name, Object value) {
            query.put(name, value.toString());
            return this;
        }

        Request header(String name, String value) {
            headers.put(name, value);
            return this;
        }

        Request token(String token) {
            return header("Authorization", "Bearer " + token);
        }

        Request json(Object value) {
            return body(JSON, BridgeJson.bytes(value));
        }

        Request body(String contentType, byte[] bytes) {
            body = bytes;
            return contentType == null ? this : header("Content-Type", contentType);
        }

        /** Media type of its body; empty where it has none. */
        String contentType() {
            return headers.getOrDefault("Content-Type", "");
        }

        /** Sends it; the answer is one that the interface tells. */
        Answer send() {
            Answer answer = sendUnchecked();
            check.verify(operation.id(), answer);
            return answer;
        }

        /** Sends it, whatever comes. */
        Answer sendUnchecked() {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(url + target()))
                            .timeout(Duration.ofSeconds(60))
                            .method(
                                    operation.method(),
                                    body.length == 0
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            try {
                HttpResponse<InputStream> response =
                        HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
                return answer(response);
            } catch (IOException e) {
                throw new AssertionError(operation.id() + " breaks the connection", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private String target() {
            String target = operation.path();
            for (String name : names(operation.path())) {
                target =
                        target.replace(
                                "{" + name + "}", encoded(path.getOrDefault(name, sample(name))));
            }
            StringJoiner joiner = new StringJoiner("&", "?", "").setEmptyValue("");
            query.forEach((name, value) -> joiner.add(encoded(name) + "=" + encoded(value)));
            return target + joiner;
        }
    }

    /** A stream of events has no end; its begin tells enough. */
    private static Answer answer(HttpResponse<InputStream> response) throws IOException {
        try (InputStream in = response.body()) {
            boolean isStream =
                    response.headers()
                            .firstValue("Content-Type")
                            .orElse("")
                            .startsWith("text/event-stream");
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    isStream ? new byte[0] : in.readAllBytes());
        }
    }

    private static Iterable<String> names(String path) {
        return Pattern.compile("\\{(\\w+)}")
                .matcher(path)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Values of the parameters that must be there. */
    private static String required(String name) {
        return switch (name) {
            case "after" -> Instant.now().minus(Duration.ofHours(30)).toString();
            case "confirm" -> "unknown";
            case "source_id" -> "gate-1";
            default -> throw new AssertionError("Nobody says what " + name + " may be");
        };
    }

    private static String sample(String name) {
        return switch (name) {
            case "job_id", "image_id", "dead_letter_id" -> UUID.randomUUID().toString();
            case "asset" -> "docs.css";
            case "tenant_id" -> "unknown";
            case "api_key_id" -> UUID.randomUUID().toString();
            default -> "unknown-" + TestingBridge.tenant();
        };
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
