package ke.co.datacraft.cv.bridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.ImageReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dependencies stop and start again while two bridges take jobs. */
class JobOutagesITCase {

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "CV_MAX_CONCURRENT_JOBS", "10000",
                    "CV_DATABASE_POOL_TIMEOUT", "1",
                    "CV_OUTBOX_POLL_MILLISECONDS", "20",
                    "CV_OUTBOX_MAX_BACKOFF_MILLISECONDS", "200",
                    "CV_OUTBOX_DELIVERY_TIMEOUT_MILLISECONDS", "10000");

    private static TestingServices services;

    private ApiBridge one;
    private ApiBridge other;
    private JobsClient client;
    private JobsClient elsewhere;

    @BeforeAll
    static void startServices() {
        services = TestingServices.start();
    }

    @AfterAll
    static void stopServices() {
        services.close();
    }

    @BeforeEach
    void start() {
        one = TestingBridge.start(services, VARIABLES);
        other = TestingBridge.start(services, VARIABLES);
        client = new JobsClient(one, services, TestingBridge.tenant());
        elsewhere = new JobsClient(other, services, client.tenant());
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    private List<String> accepted(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add((i % 2 == 0 ? client : elsewhere).job(JobsClient.ONE));
        }
        return ids;
    }

    private List<String> relayed() throws Exception {
        return client.references().stream()
                .map(ImageReference::jobId)
                .map(Object::toString)
                .toList();
    }

    /** A broker that was restarted shows what it holds a moment later. */
    private void awaitSent(List<String> ids) throws Exception {
        Eventually.until("an empty outbox", client::isRelayed);
        Eventually.get("every job's reference", this::relayed, sent -> sent.containsAll(ids));
    }

    @Test
    void jobsOfTwoBridgesAreSentOnceEach() throws Exception {
        List<String> ids = accepted(20);
        Eventually.until("an empty outbox", client::isRelayed);

        assertThat(relayed()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void jobsGoOnWhenTheBridgeThatSendsIsGone() throws Exception {
        List<String> ids = new ArrayList<>(accepted(4));
        one.close();
        ids.add(elsewhere.job(JobsClient.ONE));
        other.close();
        other = TestingBridge.start(services, VARIABLES);
        Eventually.until("an empty outbox", client::isRelayed);

        assertThat(relayed()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void jobsAreAcceptedWhileKafkaIsAwayAndSentLater() throws Exception {
        List<String> ids = new ArrayList<>(accepted(2));
        Eventually.until("an empty outbox", client::isRelayed);
        services.kafka().stop();
        try {
            ids.addAll(accepted(10));
            assertThat(client.send("DELETE", "/jobs/" + ids.get(5), null).statusCode())
                    .isEqualTo(202);
            assertThat(client.get("/jobs/" + ids.get(5)).get("state").asText())
                    .isEqualTo("PENDING");
        } finally {
            services.kafka().start();
        }
        awaitSent(ids);
        assertThat(client.references()).allMatch(reference -> reference.job().index() == 0);
        Eventually.until("the order", () -> !client.records("cv.commands").isEmpty());
    }

    @Test
    void whilePostgresIsAwayNothingIsAcceptedAndNothingStored() throws Exception {
        UploadClient uploads = new UploadClient(one, services, client.tenant());
        byte[] form =
                new UploadBody().field("tasks", "ocr").file("a.jpg", UploadClient.JPEG).closed();
        client.job(JobsClient.ONE);
        services.stopPostgres();
        try {
            for (HttpResponse<String> refused :
                    List.of(client.submit(JobsClient.ONE), uploads.upload(form))) {
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            }
            assertThat(uploads.stored()).isEmpty();
        } finally {
            services.startPostgres();
        }
        Eventually.until("jobs again", () -> client.submit(JobsClient.ONE).statusCode() == 202);
        assertThat(uploads.upload(form).statusCode()).isEqualTo(202);
        long jobs = client.jobs();
        Eventually.get(
                "every job's reference", () -> Set.copyOf(relayed()).size(), sent -> sent == jobs);
    }

    /** Each request is sent until it is answered; its key makes one job of all its tries. */
    @Test
    void whatIsSentUntilItIsAnsweredIsDoneOnceWhateverStops() throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                JobsClient caller = i % 2 == 0 ? client : elsewhere;
                String name = "caller-" + i + "-";
                answers.add(callers.submit(() -> persist(caller, name, enough)));
            }
            Eventually.until("some jobs", () -> client.jobs() > 20);
            services.kafka().stop();
            services.stopPostgres();
            services.startPostgres();
            services.kafka().start();
            long before = client.jobs();
            Eventually.until("further jobs", () -> client.jobs() > before + 20);
            enough.set(true);
            List<String> ids = new ArrayList<>();
            for (Future<List<String>> answer : answers) {
                ids.addAll(answer.get());
            }

            assertThat(ids).doesNotHaveDuplicates().hasSize((int) client.jobs());
            awaitSent(ids);
            assertThat(ids).containsAll(relayed());
        } finally {
            enough.set(true);
            callers.shutdownNow();
        }
    }

    private static List<String> persist(JobsClient caller, String name, AtomicBoolean enough) {
        List<String> ids = new ArrayList<>();
        while (!enough.get()) {
            String key = name + ids.size();
            HttpResponse<String> response;
            do {
                response = caller.submit(JobsClient.ONE, "Idempotency-Key", key);
            } while (response.statusCode() == 503);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
            ids.add(TestingHttp.json(response).get("job_id").asText());
        }
        return ids;
    }
}
