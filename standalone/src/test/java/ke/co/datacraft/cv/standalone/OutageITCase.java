package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.standalone.client.UploadForm;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.services.EmbeddedService;
import ke.co.datacraft.cv.standalone.services.EmbeddedStack;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each dependency goes away while jobs are submitted: nothing is lost, nothing comes twice. */
class OutageITCase {

    private static final int JOBS_DURING_AN_OUTAGE = 5;

    @TempDir Path temporary;

    private final byte[] picture = new SampleGenerator(1).sample(7).bytes();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Set<Integer> statuses = new ConcurrentSkipListSet<>();

    private TestingVision vision;
    private TestingRest rest;
    private volatile boolean submitting = true;

    @BeforeEach
    void start() throws IOException {
        Path base = temporary.toRealPath();
        vision =
                new TestingVision(
                        base.resolve("data"), Files.createDirectory(base.resolve("root")));
        rest =
                new TestingRest(
                        vision.stack()
                                .startBridge(
                                        0,
                                        Map.of(
                                                "CV_MAX_CONCURRENT_JOBS", "1000",
                                                "CV_RATE_LIMIT_PER_MINUTE", "100000")),
                        TestingVision.TENANT);
    }

    @AfterEach
    void stop() {
        vision.close();
    }

    @Test
    void nothingIsLostAndNothingComesTwice() throws Exception {
        Thread submitter = new Thread(this::submitAll, "submits");
        submitter.start();
        EmbeddedStack services = vision.stack().services();

        awaitAttempts(JOBS_DURING_AN_OUTAGE);
        outage(services.kafka());
        outage(services.redis());
        outage(services.storage());
        outage(services.postgres());
        submitting = false;
        submitter.join(TestingVision.PATIENCE.toMillis());

        assertThat(statuses).isSubsetOf(Set.of(202, 503));
        assertThat(accepted).hasSizeGreaterThan(4 * JOBS_DURING_AN_OUTAGE);
        for (String job : accepted.values()) {
            assertEndedOnce(job);
        }
        Set<String> listed = new TreeSet<>();
        for (JsonNode job = page(null); ; job = page(job.path("next_cursor").asText())) {
            job.path("items").forEach(item -> listed.add(item.path("job_id").asText()));
            if (!job.hasNonNull("next_cursor")) {
                break;
            }
        }
        assertThat(listed).isEqualTo(new TreeSet<>(accepted.values()));
    }

    private JsonNode page(String cursor) throws IOException, InterruptedException {
        return rest.json("/api/v1/jobs?limit=50" + (cursor == null ? "" : "&cursor=" + cursor));
    }

    private void outage(EmbeddedService service) {
        service.close();
        awaitAttempts(attempts.get() + JOBS_DURING_AN_OUTAGE);
        service.start();
        int before = accepted.size();
        assertThat(
                        Waiting.until(
                                TestingVision.PATIENCE,
                                () -> accepted.size() > before + JOBS_DURING_AN_OUTAGE))
                .as("jobs are taken after the loss of " + service.name())
                .isTrue();
    }

    private void awaitAttempts(int number) {
        assertThat(Waiting.until(TestingVision.PATIENCE, () -> attempts.get() >= number)).isTrue();
    }

    /** The same key until the job is taken, as a client does. */
    private void submitAll() {
        for (int number = 0; submitting; number++) {
            String key = "outage-" + number;
            while (!submitted(key)) {
                attempts.incrementAndGet();
            }
            attempts.incrementAndGet();
        }
    }

    private boolean submitted(String key) {
        try {
            HttpResponse<byte[]> response =
                    rest.upload(
                            new UploadForm().field("tasks", "quality").file("page.jpg", picture),
                            key);
            statuses.add(response.statusCode());
            if (response.statusCode() != 202) {
                return false;
            }
            accepted.put(key, TestingRest.parse(response.body()).path("job_id").asText());
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("The bridge itself must stay", e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A picture that could not be fetched while the storage was away is asked for again. */
    private void assertEndedOnce(String job) throws IOException, InterruptedException {
        Waiting.until(
                TestingVision.PATIENCE, () -> Set.of("COMPLETED", "FAILED").contains(state(job)));
        if (state(job).equals("FAILED")) {
            HttpResponse<byte[]> retried =
                    rest.send(
                            rest.request("/api/v1/jobs/" + job + "/retry")
                                    .POST(HttpRequest.BodyPublishers.noBody())
                                    .build());
            assertThat(retried.statusCode()).as(new String(retried.body())).isEqualTo(202);
        }
        JsonNode ended = rest.await(job, "COMPLETED");
        assertThat(ended.path("state").asText()).as(ended.toString()).isEqualTo("COMPLETED");
        Waiting.until(TestingVision.PATIENCE, () -> results(job).size() == 1);
        assertThat(results(job)).hasSize(1);
        assertThat(results(job).get(0).path("tasks")).hasSize(1);
    }

    private String state(String job) throws IOException, InterruptedException {
        return rest.json("/api/v1/jobs/" + job).path("state").asText();
    }

    private JsonNode results(String job) throws IOException, InterruptedException {
        return rest.json("/api/v1/jobs/" + job + "/results").path("items");
    }
}
