package ke.co.datacraft.cv.bridge.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingDatabase;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TestingTasks;
import ke.co.datacraft.cv.bridge.testing.TopicRecords;
import ke.co.datacraft.cv.contracts.RedisKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantsITCase {

    private static final String PREFIX = TestingBridge.tenant() + ".";

    private static ApiBridge bridge;
    private static TestingDatabase database;

    private TestingCaller admin;
    private String tenant;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_TOPIC_PREFIX", PREFIX));
        database = new TestingDatabase(TestingServices.shared());
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void aTenantOfItsOwn() {
        admin = new TestingCaller(bridge, TestingBridge.tenant(), Role.ADMIN);
        tenant = TestingBridge.tenant();
    }

    @Test
    void aTenantIsCreatedListedAndCreatedOnce() {
        HttpResponse<String> created =
                admin.send("POST", "/tenants", "{'tenant_id':'" + tenant + "'}");

        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue("/api/v1/tenants/" + tenant);
        assertThat(created.body()).contains("\"schema_name\":\"cv_tenant_" + tenant + "\"");
        assertThat(admin.all("/tenants", "/tenant_id")).contains(tenant).isSorted();
        assertThat(admin.get("/tenants?limit=200").findValuesAsText("size_bytes"))
                .allMatch(size -> Long.parseLong(size) > 0);
        admin.json(409, "POST", "/tenants", "{'tenant_id':'" + tenant + "'}");
        TestingCaller operator = new TestingCaller(bridge, admin.tenant(), Role.OPERATOR);
        assertThat(operator.send("GET", "/tenants", null).statusCode()).isEqualTo(403);
    }

    @Test
    void aTenantGoesWithAllThatItHas() throws Exception {
        admin.json(201, "POST", "/tenants", "{'tenant_id':'" + tenant + "'}");
        TestingCaller member = new TestingCaller(bridge, tenant, Role.ADMIN);
        member.json(
                201,
                "POST",
                "/sources",
                "{'id':'gate','kind':'folder','uri':'file:///in','pipeline':'p'}");
        member.json(
                201,
                "POST",
                "/zones",
                "{'id':'drive','source_id':'gate','kind':'line','points':[[0,0],[1,1]]}");
        new TestingResults(TestingServices.shared(), tenant).job("done");
        String key = object(tenant);
        String other = object(admin.tenant());
        String path = "/tenants/" + tenant;
        RedisConnection redis = bridge.services().redis();
        redis.call(client -> client.set(RedisKeys.key(tenant, "job", "1"), "x"));
        redis.call(client -> client.set(RedisKeys.key(tenant + "x", "job", "1"), "x"));

        admin.json(400, "DELETE", path + "?confirm=other", null);
        admin.json(204, "DELETE", path + "?confirm=" + tenant, null);

        assertThat(database.rows("SELECT to_regnamespace(?) IS NULL", "cv_tenant_" + tenant))
                .containsExactly("t");
        for (String table : List.of("sources", "zones", "processing_jobs")) {
            assertThat(database.rows("SELECT 1 FROM cv." + table + " WHERE tenant_id = ?", tenant))
                    .isEmpty();
        }
        Set<String> left = redis.call(client -> client.keys("cv:" + tenant + "*"));
        assertThat(left).containsExactly(RedisKeys.key(tenant + "x", "job", "1"));
        ObjectStorage storage = bridge.services().storage();
        assertThat(storage.exists(key)).isFalse();
        assertThat(storage.exists(other)).isTrue();
        for (String topic : List.of("sources", "zones")) {
            Eventually.until(
                    "the tombstone on " + topic,
                    () ->
                            TopicRecords.of(
                                            TestingServices.shared().kafka().bootstrapServers(),
                                            PREFIX + topic)
                                    .stream()
                                    .anyMatch(
                                            record ->
                                                    record.key().startsWith(tenant + "/")
                                                            && record.value() == null));
        }
        admin.json(404, "DELETE", path + "?confirm=" + tenant, null);
    }

    @Test
    void aTenantAtWorkAndOnesOwnAreNotRemoved() {
        admin.json(201, "POST", "/tenants", "{'tenant_id':'" + tenant + "'}");
        UUID job = new TestingResults(TestingServices.shared(), tenant).job("busy");
        database.update(
                "UPDATE cv.processing_jobs SET status = 'PENDING', retry_count = 1 WHERE id = ?",
                job);
        String path = "/tenants/" + tenant + "?confirm=" + tenant;

        JsonNode problem = admin.json(409, "DELETE", path, null);
        assertThat(problem.at("/detail").asText()).startsWith("1 jobs");
        admin.json(204, "DELETE", path + "&force=true", null);
        admin.json(
                409, "DELETE", "/tenants/" + admin.tenant() + "?confirm=" + admin.tenant(), null);
    }

    @Test
    void useIsAddedUpByDayAndTask() {
        TestingResults results = new TestingResults(TestingServices.shared(), tenant);
        UUID job = results.job("one");
        results.store(results.image(job, "a.png", 0, TestingTasks.objects()));
        results.store(results.image(job, "b.png", 0, TestingTasks.objects()));
        database.update(
                "UPDATE cv.processing_jobs SET created_at = '2026-03-03T23:59:59Z' WHERE id = ?",
                job);
        database.update(
                """
                INSERT INTO cv.object_detections (id, tenant_id, detection_model, model_version,
                    detected_objects, total_objects, detection_confidence, inference_time_ms,
                    image_resolution, created_by, created_at)
                VALUES (gen_random_uuid(), ?, 'm', '1', '[]', 7, 0, 1, '{}', 'ann',
                    '2026-03-04T05:06:08Z')
                """,
                tenant);
        TestingCaller member = new TestingCaller(bridge, tenant, Role.VIEWER);

        JsonNode usage =
                member.get("/usage?after=2026-03-03T00:00:00Z&before=2026-03-05T00:00:00Z");

        assertThat(usage.at("/jobs").asInt()).isEqualTo(1);
        assertThat(usage.at("/images").asInt()).isEqualTo(2);
        assertThat(usage.at("/input_bytes").asInt()).isEqualTo(2468);
        assertThat(usage.at("/findings").asInt()).isEqualTo(7);
        assertThat(usage.at("/tasks").toString())
                .isEqualTo("[{\"task\":\"object_detection\",\"results\":1,\"findings\":7}]");
        assertThat(usage.at("/days").toString())
                .isEqualTo(
                        "[{\"day\":\"2026-03-03\",\"jobs\":1,\"images\":0,\"failed\":0,\"input_bytes\":0},"
                                + "{\"day\":\"2026-03-04\",\"jobs\":0,\"images\":2,\"failed\":0,"
                                + "\"input_bytes\":2468}]");
        assertThat(admin.get("/usage").at("/images").asInt()).isZero();
    }

    private static String object(String owner) throws IOException {
        String key = ObjectKeys.upload(owner, Instant.now(), UUID.randomUUID());
        bridge.services().storage().put(key, new ByteArrayInputStream(new byte[10]));
        return key;
    }
}
