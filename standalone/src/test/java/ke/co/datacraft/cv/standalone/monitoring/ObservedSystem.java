package ke.co.datacraft.cv.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.security.TokenIssuer;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.client.BridgeClient;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.JobSubmitter;
import ke.co.datacraft.cv.standalone.client.UploadForm;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.Ports;
import ke.co.datacraft.cv.standalone.services.Waiting;

/** The three jobs and the bridge at work, as operators of a cluster see them. */
final class ObservedSystem implements AutoCloseable {

    private static final String TENANT = "acme";
    private static final int MANY = 40;
    private static final String RATE = "sum (rate(cv_processing_jobs_success_total[5m])) > 0";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final List<TaskRequest> TASKS =
            List.of(TaskRequest.of(Tasks.OBJECT_DETECTION), TaskRequest.of(Tasks.OCR));
    private static final String CAMERA =
            """
            {"id": "gate", "kind": "simulator", "flow": "latest",
             "uri": "simulator://crossing?seed=7&fps=2&width=320&height=180&seconds=3600&light=day",
             "playback": {"pace": "real_time", "loop": true},
             "tasks": [{"task": "object_detection"}]}
            """;

    private static final String CONFIGURATION =
            """
            global: {scrape_interval: 5s, evaluation_interval: 5s}
            rule_files: ['%s']
            scrape_configs:
              - job_name: computer-vision-jobs
                static_configs: [{targets: ['%s']}]
              - job_name: computer-vision-bridge
                authorization: {credentials: '%s'}
                static_configs: [{targets: ['%s']}]
            """;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final VisionStack stack;
    private final Endpoints.Bridge bridge;
    private final String token;
    private PrometheusServer prometheus;

    /**
     * @param folder for all that it writes
     */
    ObservedSystem(Path folder) throws IOException {
        this.folder = folder;
        this.stack =
                VisionStack.start(
                        DataFolder.open(folder.resolve("data")),
                        VisionStack.defaultOptions(0).withJobs(3),
                        TENANT,
                        Map.of(),
                        name -> {});
        try {
            stack.startFeeds(name -> {});
            this.bridge = stack.startBridge(0, Map.of());
            this.token =
                    new TokenIssuer(
                                    BridgeSettings.read(
                                                    Map.of("CV_JWT_SECRET_KEY", bridge.jwtSecret()))
                                            .security()
                                            .jwt(),
                                    Clock.systemUTC())
                            .issue(TENANT, "tester", EnumSet.allOf(Role.class), null);
            work();
        } catch (IOException | RuntimeException e) {
            stack.close();
            throw e;
        }
    }

    /** A camera, two uploads of the same picture, a picture that is not there, a command. */
    private void work() throws IOException {
        client().create("/api/v1/sources", new ObjectMapper().readTree(CAMERA));
        upload();
        upload();
        try (JobSubmitter submitter = stack.submitter()) {
            submitGone(submitter);
            submitter.submit(
                    new JobCommand(
                            ContractCodec.SCHEMA_VERSION,
                            JobCommand.Type.CANCEL,
                            TENANT,
                            UUID.randomUUID(),
                            "tester",
                            Instant.now()));
        }
    }

    private void submitGone(JobSubmitter submitter) {
        String gone = folder.resolve("gone.jpg").toUri().toString();
        submitter.submit(new JobRequest(TENANT, UUID.randomUUID(), "gone", List.of(gone), TASKS));
    }

    /** A camera that nobody is at, and many pictures that are not there. */
    void goWrong() throws IOException {
        String camera =
                """
                {"id": "nobody", "kind": "http_mjpeg", "uri": "http://127.0.0.1:%d/",
                 "tasks": [{"task": "object_detection"}]}
                """
                        .formatted(Ports.free());
        client().create("/api/v1/sources", new ObjectMapper().readTree(camera));
        try (JobSubmitter submitter = stack.submitter()) {
            for (int i = 0; i < MANY; i++) {
                submitGone(submitter);
            }
        }
    }

    void stopKafka() {
        stack.services().kafka().close();
    }

    void startKafka() {
        stack.services().kafka().start();
    }

    private UUID upload() {
        return client().upload(
                        new UploadForm()
                                .field("name", "sign")
                                .field("tasks", ContractCodec.toJson(TASKS))
                                .file("sign.jpg", new SampleGenerator(1).sample(5).bytes()));
    }

    private void awaitEnd(UUID job) {
        Waiting.until(
                PATIENCE,
                () ->
                        client().get("/api/v1/jobs/" + job)
                                .path("state")
                                .asText()
                                .equals("COMPLETED"));
    }

    private BridgeClient client() {
        return new BridgeClient(bridge.url(), token);
    }

    /** What both answer now. */
    Scrape scrape() throws IOException, InterruptedException {
        return Scrape.parse(get(stack.endpoints().metricsUrl()))
                .and(Scrape.parse(get(bridge.url() + "/metrics")));
    }

    /**
     * A Prometheus that scrapes both, has the rules, and has seen jobs end; the test is skipped
     * where there is no Prometheus.
     */
    PrometheusServer prometheus() throws IOException, InterruptedException {
        if (prometheus == null) {
            prometheus =
                    new PrometheusServer(
                            Files.createDirectories(folder.resolve("monitoring")),
                            CONFIGURATION.formatted(
                                    Monitoring.RULES.toRealPath(),
                                    URI.create(stack.endpoints().metricsUrl()).getAuthority(),
                                    token,
                                    URI.create(bridge.url()).getAuthority()));
            await("count (up == 1) == 2");
            // A rate sees no series begin, and each subtask has its own: so one job after another.
            Waiting.until(
                    PATIENCE,
                    () -> {
                        awaitEnd(upload());
                        return !prometheus.query(RATE).isEmpty();
                    });
            assertThat(prometheus.query(RATE)).as(RATE).isNotEmpty();
        }
        return prometheus;
    }

    private void await(String expression) throws IOException, InterruptedException {
        Waiting.until(PATIENCE, () -> !prometheus.query(expression).isEmpty());
        assertThat(prometheus.query(expression)).as(expression).isNotEmpty();
    }

    private String get(String url) throws IOException, InterruptedException {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Authorization", "Bearer " + token)
                                .header("Accept", "text/plain")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(url).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() throws Exception {
        if (prometheus != null) {
            prometheus.close();
        }
        stack.close();
    }
}
