package ke.co.datacraft.cv.bridge.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JobLimitsITCase {

    private static final int CALLERS = 24;

    private static ApiBridge bridge;
    private static ApiBridge another;

    private final JobsClient client =
            new JobsClient(bridge, TestingServices.shared(), TestingBridge.tenant());
    private final JobsClient elsewhere =
            new JobsClient(another, TestingServices.shared(), client.tenant());

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_MAX_CONCURRENT_JOBS", "5"));
        another = TestingBridge.start(Map.of("CV_MAX_CONCURRENT_JOBS", "5"));
    }

    @AfterAll
    static void stop() {
        bridge.close();
        another.close();
    }

    /** Calls at once, half of them at each bridge. */
    private List<HttpResponse<String>> atOnce(IntFunction<String> key, IntFunction<String> body)
            throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        CountDownLatch together = new CountDownLatch(CALLERS);
        try {
            List<Future<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < CALLERS; i++) {
                int number = i;
                answers.add(
                        callers.submit(
                                () -> {
                                    together.countDown();
                                    together.await();
                                    return (number % 2 == 0 ? client : elsewhere)
                                            .submit(
                                                    body.apply(number),
                                                    "Idempotency-Key",
                                                    key.apply(number));
                                }));
            }
            List<HttpResponse<String>> got = new ArrayList<>();
            for (Future<HttpResponse<String>> answer : answers) {
                got.add(answer.get());
            }
            return got;
        } finally {
            callers.shutdownNow();
        }
    }

    private static long count(List<HttpResponse<String>> answers, int status) {
        return answers.stream().filter(answer -> answer.statusCode() == status).count();
    }

    @Test
    void exactlySoManyJobsOfATenantAreAcceptedHoweverManyCome() throws Exception {
        List<HttpResponse<String>> answers = atOnce(i -> "key-" + i, i -> JobsClient.ONE);

        assertThat(count(answers, 202)).isEqualTo(5);
        assertThat(count(answers, 429)).isEqualTo(CALLERS - 5);
        assertThat(client.jobs()).isEqualTo(5);
        HttpResponse<String> refused =
                answers.stream().filter(a -> a.statusCode() == 429).findFirst().orElseThrow();
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(TestingHttp.json(refused).get("code").asText()).isEqualTo("too_many_jobs");

        String ended = client.get("/jobs").get("items").get(0).get("job_id").asText();
        client.move(ended, "FAILED", "");
        assertThat(client.submit(JobsClient.ONE).statusCode()).isEqualTo(202);
        assertThat(client.send("POST", "/jobs/" + ended + "/retry", null).statusCode())
                .isEqualTo(429);
    }

    @Test
    void oneJobComesOfOneKeyHoweverOftenItIsSent() throws Exception {
        List<HttpResponse<String>> answers = atOnce(i -> "same", i -> JobsClient.ONE);

        assertThat(count(answers, 202)).isEqualTo(CALLERS);
        assertThat(client.jobs()).isEqualTo(1);
        assertThat(answers).extracting(HttpResponse::body).containsOnly(answers.get(0).body());
        assertThat(answers)
                .extracting(a -> a.headers().firstValue("Location"))
                .containsOnly(answers.get(0).headers().firstValue("Location"));
        assertThat(answers)
                .filteredOn(a -> a.headers().firstValue("Idempotent-Replayed").isEmpty())
                .hasSize(1);
    }

    @Test
    void otherBodiesWithAKeyInUseAreRefused() throws Exception {
        List<HttpResponse<String>> answers =
                atOnce(i -> "same", i -> JobsClient.ONE.replace("street", "street" + i));

        assertThat(count(answers, 202)).isEqualTo(1);
        assertThat(count(answers, 422)).isEqualTo(CALLERS - 1);
        assertThat(client.jobs()).isEqualTo(1);
    }

    @Test
    void spellingMakesNoOtherBody() {
        HttpResponse<String> first = client.submit(JobsClient.ONE, "Idempotency-Key", "k");
        HttpResponse<String> again =
                client.submit(
                        """
                        {"priority": 5, "tasks": [{"parameters": {}, "task": "quality"}],
                         "references":[{"uri":"https://example.com/a%20street.jpg"}]}
                        """,
                        "Idempotency-Key", "k");

        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
    }

    @Test
    void aKeyOfAnotherTenantIsAnotherKey() throws Exception {
        client.submit(JobsClient.ONE, "Idempotency-Key", "shared-word");
        JobsClient stranger =
                new JobsClient(bridge, TestingServices.shared(), TestingBridge.tenant());

        assertThat(stranger.submit(JobsClient.ONE, "Idempotency-Key", "shared-word").statusCode())
                .isEqualTo(202);
        assertThat(stranger.jobs()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestDoesNotSpendItsKey() throws Exception {
        assertThat(client.submit("{\"references\": []}", "Idempotency-Key", "k").statusCode())
                .isEqualTo(400);
        assertThat(client.submit(JobsClient.ONE, "Idempotency-Key", "k").statusCode())
                .isEqualTo(202);
        assertThat(client.jobs()).isEqualTo(1);
    }

    @Test
    void aKeyIsForgottenWhenItsTimeIsOver() throws Exception {
        client.submit(JobsClient.ONE, "Idempotency-Key", "k");
        client.update(
                "UPDATE cv.idempotency_keys SET expires_at = now() WHERE tenant_id = ?",
                client.tenant());

        HttpResponse<String> again = client.submit(JobsClient.ONE, "Idempotency-Key", "k");

        assertThat(again.headers().firstValue("Idempotent-Replayed")).isEmpty();
        assertThat(client.jobs()).isEqualTo(2);
    }
}
