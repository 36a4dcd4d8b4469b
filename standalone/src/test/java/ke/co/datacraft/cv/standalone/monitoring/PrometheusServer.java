package ke.co.datacraft.cv.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.standalone.services.Ports;
import ke.co.datacraft.cv.standalone.services.Waiting;

/** A Prometheus of its own, a child process on a free port. */
final class PrometheusServer implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final Path log;
    private final Process process;
    private final Thread atExit;

    /**
     * Starts it and returns when it answers.
     *
     * @param folder for its configuration, data and log
     * @param configuration of Prometheus
     */
    PrometheusServer(Path folder, String configuration) throws IOException {
        Path program = Promtool.program("prometheus");
        int port = Ports.free();
        url = "http://127.0.0.1:" + port;
        log = folder.resolve("prometheus.log");
        Path file = Files.writeString(folder.resolve("prometheus.yml"), configuration);
        process =
                new ProcessBuilder(
                                program.toString(),
                                "--config.file=" + file,
                                "--storage.tsdb.path=" + folder.resolve("prometheus"),
                                "--web.listen-address=127.0.0.1:" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        atExit = new Thread(process::destroyForcibly, "end-prometheus");
        Runtime.getRuntime().addShutdownHook(atExit);
        boolean ready = Waiting.until(START, () -> get("/-/ready").statusCode() == 200);
        assertThat(ready).as(Files.readString(log)).isTrue();
    }

    /** The vector that an expression yields now. */
    JsonNode query(String expression) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                get("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8));
        JsonNode body = JSON.readTree(answer.body());
        assertThat(body.path("status").asText())
                .as("%s: %s", expression, answer.body())
                .isEqualTo("success");
        return body.path("data").path("result");
    }

    /** Groups of rules, with what became of their evaluation. */
    JsonNode ruleGroups() throws IOException, InterruptedException {
        return JSON.readTree(get("/api/v1/rules").body()).path("data").path("groups");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(url + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
