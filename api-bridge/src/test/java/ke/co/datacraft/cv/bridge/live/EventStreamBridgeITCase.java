package ke.co.datacraft.cv.bridge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.RedisKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.XAddParams;

/** Streams of a whole bridge, with its credentials and its database. */
class EventStreamBridgeITCase {

    private static ApiBridge bridge;
    private static RedisClient redis;

    private final String tenant = TestingBridge.tenant();

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_EVENTS_HEARTBEAT_SECONDS", "1"));
        redis = RedisClient.create("127.0.0.1", TestingServices.shared().redisPort());
    }

    @AfterAll
    static void stop() {
        redis.close();
        bridge.close();
    }

    @Test
    void aStreamEndsWithItsKey() throws Exception {
        TestingHttp http = new TestingHttp(bridge);
        String admin = "Bearer " + TestingBridge.token(tenant, Role.ADMIN);
        HttpResponse<String> created =
                http.send(
                        "POST",
                        "/api/v1/api-keys",
                        "{\"name\":\"wall\",\"roles\":[\"viewer\"]}",
                        "Authorization",
                        admin);
        JsonNode key = TestingHttp.json(created);
        try (TestingSseClient client =
                TestingSseClient.open(
                                bridge.port(), "", "X-API-Key", key.path("key").asText(), null)
                        .live()) {
            publish(tenant, "{\"n\":1}");
            assertThat(client.event()).containsEntry("data", "{\"n\":1}");

            http.send(
                    "DELETE",
                    "/api/v1/api-keys/" + key.path("id").asText(),
                    null,
                    "Authorization",
                    admin);
            assertThat(client.event()).containsEntry("event", "expired");
            client.awaitEnd();
        }
    }

    @Test
    void withoutCredentialsThereIsNoStream() throws Exception {
        try (TestingSseClient client =
                TestingSseClient.open(bridge.port(), "", "Authorization", "Bearer x", null)) {
            assertThat(client.status()).isEqualTo(401);
        }
    }

    @Test
    void aBridgeThatStopsEndsItsStreams() throws Exception {
        ApiBridge stopped = TestingBridge.start(Map.of());
        String viewer = "Bearer " + TestingBridge.token(tenant, Role.VIEWER);
        try (TestingSseClient client =
                TestingSseClient.open(stopped.port(), "", "Authorization", viewer, null).live()) {
            stopped.close();
            client.awaitEnd();
        }
    }

    @Test
    void endOfAJobThatOnlyTheDatabaseKnowsIsSeen() throws Exception {
        UUID job = UUID.randomUUID();
        bridge.services()
                .database()
                .system(
                        connection -> {
                            try (var insert =
                                    connection.prepareStatement(
                                            "INSERT INTO cv.processing_jobs (id, tenant_id,"
                                                    + " job_name, processing_type, content_type,"
                                                    + " status, input_file_path, created_by)"
                                                    + " VALUES (?, ?, 'j', 'ocr', 'image',"
                                                    + " 'COMPLETED', 'x', 'ann')")) {
                                insert.setObject(1, job);
                                insert.setString(2, tenant);
                                return insert.executeUpdate();
                            }
                        });
        assertThat(
                        bridge.services()
                                .jobEvents()
                                .await(tenant, job, Duration.ofSeconds(60))
                                .get(60, TimeUnit.SECONDS))
                .isEqualTo(Optional.of(JobState.COMPLETED));
    }

    private static void publish(String tenant, String data) {
        redis.xadd(
                RedisKeys.events(tenant),
                XAddParams.xAddParams(),
                Map.of(
                        RedisKeys.EVENT_TYPE,
                        RedisKeys.JOB_EVENT,
                        RedisKeys.EVENT_SOURCE,
                        "",
                        RedisKeys.EVENT_ID,
                        "1",
                        RedisKeys.EVENT_DATA,
                        data));
    }
}
