package ke.co.datacraft.cv.bridge.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingDatabase;
import ke.co.datacraft.cv.bridge.testing.TestingResults;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TestingTasks;
import ke.co.datacraft.cv.bridge.testing.TopicRecords;
import ke.co.datacraft.cv.contracts.ActivationValidator;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ModelActivation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ModelsITCase {

    private static final String PREFIX = TestingBridge.tenant() + ".";

    private static ApiBridge bridge;
    private static TestingDatabase database;

    private TestingCaller admin;

    /** Models belong to the installation, so each test has one of its own. */
    private String model;

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
    void aModelOfItsOwn() {
        admin = new TestingCaller(bridge, TestingBridge.tenant(), Role.ADMIN);
        model = "m-" + TestingBridge.tenant();
    }

    @Test
    void anActivationIsKeptToldAndTakenBack() throws Exception {
        String path = "/models/" + model;
        JsonNode active =
                admin.json(
                        202,
                        "PUT",
                        path + "/activation",
                        "{'version':'1.0','canary':{'version':'2.0','share':0.25}}");
        assertThat(active.at("/active_version").asText()).isEqualTo("1.0");
        assertThat(active.at("/versions").toString())
                .isEqualTo(
                        "[{\"version\":\"1.0\",\"state\":\"active\"},"
                                + "{\"version\":\"2.0\",\"state\":\"canary\"}]");
        assertThat(admin.get(path)).isEqualTo(active);
        admin.json(204, "DELETE", path + "/activation", null);
        assertThat(admin.get(path).has("active_version")).isFalse();
        admin.json(404, "DELETE", path + "/activation", null);

        List<byte[]> told = told(2);
        ModelActivation order = ContractCodec.read(told.get(0), ModelActivation.class);
        ActivationValidator.validate(model, order);
        assertThat(order.canary().share()).isEqualTo(0.25);
        assertThat(order.updatedBy()).isEqualTo("tester");
        assertThat(told.get(1)).as("a tombstone").isNull();
    }

    @Test
    void whatCannotBeOrderedIsRefused() {
        String path = "/models/" + model + "/activation";

        JsonNode problem =
                admin.json(
                        400, "PUT", path, "{'version':'1','canary':{'version':'1','share':0.5}}");

        assertThat(problem.at("/field").asText()).isEqualTo("canary.version");
        TestingCaller operator = new TestingCaller(bridge, admin.tenant(), Role.OPERATOR);
        assertThat(operator.send("PUT", path, "{'version':'1'}").statusCode()).isEqualTo(403);
        assertThat(operator.send("DELETE", path, null).statusCode()).isEqualTo(403);
        assertThat(operator.send("GET", "/models/" + model, null).statusCode()).isEqualTo(404);
    }

    @Test
    void versionsThatMadeResultsAreKnownToTheirTenant() {
        TestingResults results = new TestingResults(TestingServices.shared(), admin.tenant());
        UUID job = results.job("one");
        ImageResult image = results.image(job, "a.png", 0, TestingTasks.objects());
        results.store(image);
        database.update(
                """
                INSERT INTO cv.object_detections (id, tenant_id, job_id, image_id, detection_model,
                    model_version, model_sha256, detected_objects, total_objects,
                    detection_confidence, inference_time_ms, image_resolution, created_by)
                VALUES (gen_random_uuid(), ?, ?, ?, ?, '1.0', ?, '[]', 0, 0, 1, '{}', 'ann')
                """,
                admin.tenant(),
                job,
                image.imageId(),
                model,
                "ab".repeat(32));
        admin.json(
                202,
                "PUT",
                "/models/" + model + "/activation",
                "{'version':'2.0','shadow':{'version':'1.0','share':1}}");

        JsonNode versions = admin.get("/models/" + model).at("/versions");
        assertThat(versions.at("/0/version").asText()).isEqualTo("2.0");
        assertThat(versions.at("/1/state").asText()).isEqualTo("shadow");
        assertThat(versions.at("/1/sha256").asText()).isEqualTo("ab".repeat(32));
        assertThat(versions.at("/1/results").asInt()).isEqualTo(1);
        assertThat(admin.all("/models", "/name")).contains(model).isSorted();

        TestingCaller other = new TestingCaller(bridge, TestingBridge.tenant(), Role.VIEWER);
        assertThat(other.get("/models/" + model).at("/versions/1").has("results")).isFalse();
    }

    private List<byte[]> told(int count) throws Exception {
        return Eventually.get(
                "orders of " + model,
                () ->
                        TopicRecords.of(
                                        TestingServices.shared().kafka().bootstrapServers(),
                                        PREFIX + "models")
                                .stream()
                                .filter(record -> record.key().equals(model))
                                .map(record -> record.value())
                                .toList(),
                values -> values.size() >= count);
    }
}
