package ke.co.datacraft.cv.bridge.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingDatabase;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TopicRecords;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.SourceValidator;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneValidator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DefinitionsITCase {

    private static final String PREFIX = TestingBridge.tenant() + ".";
    private static final String GATE =
            "{'id':'gate-1','kind':'rtsp','uri':'rtsp://10.0.0.5/stream1',"
                    + "'credentials':'gate-cameras','tasks':[{'task':'object_detection'}]}";
    private static final String DRIVE =
            "{'id':'drive','source_id':'gate-1','kind':'polygon','points':[[0,0],[1,0],[1,1]]}";

    private static ApiBridge bridge;
    private TestingCaller acme;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_TOPIC_PREFIX", PREFIX));
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    @BeforeEach
    void aTenantOfItsOwn() {
        acme = new TestingCaller(bridge, TestingBridge.tenant(), Role.OPERATOR);
    }

    @Test
    void aSourceIsCreatedReadChangedPausedAndRemovedAndEachIsTold() throws Exception {
        HttpResponse<String> created = acme.send("POST", "/sources", GATE);
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
        assertThat(created.headers().firstValue("Location")).hasValue("/api/v1/sources/gate-1");
        assertThat(created.headers().firstValue("ETag")).hasValue("\"1\"");
        JsonNode source = TestingHttp.json(created);
        assertThat(source.at("/tenant_id").asText()).isEqualTo(acme.tenant());
        assertThat(source.at("/name").asText()).isEqualTo("gate-1");
        assertThat(source.at("/flow").asText()).isEqualTo("latest");
        assertThat(source.at("/updated_by").asText()).isEqualTo("tester");
        assertThat(acme.get("/sources/gate-1")).isEqualTo(source);

        JsonNode changed =
                acme.json(
                        200,
                        "PATCH",
                        "/sources/gate-1",
                        "{'enabled':false,'sampling':{'fps':5},'credentials':null}");
        assertThat(changed.at("/enabled").asBoolean(true)).isFalse();
        assertThat(changed.at("/sampling/fps").asDouble()).isEqualTo(5);
        assertThat(changed.has("credentials")).isFalse();
        assertThat(changed.at("/version").asLong()).isEqualTo(2);
        assertThat(changed.at("/kind").asText()).isEqualTo("rtsp");

        JsonNode removed = acme.json(200, "DELETE", "/sources/gate-1", null);
        assertThat(removed.toString()).isEqualTo("{\"id\":\"gate-1\",\"zones\":[],\"rules\":[]}");
        assertThat(acme.send("GET", "/sources/gate-1", null).statusCode()).isEqualTo(404);

        List<byte[]> told = told("sources", "gate-1", 3);
        SourceDefinition first = ContractCodec.read(told.get(0), SourceDefinition.class);
        SourceDefinition second = ContractCodec.read(told.get(1), SourceDefinition.class);
        SourceValidator.validate(key("gate-1"), first);
        SourceValidator.validate(key("gate-1"), second);
        assertThat(first.version()).isEqualTo(1);
        assertThat(second.version()).isEqualTo(2);
        assertThat(second.enabled()).isFalse();
        assertThat(told.get(2)).as("a tombstone").isNull();
    }

    @Test
    void zonesGoWithTheirSourceAndRulesThatNameItAreTold() throws Exception {
        acme.json(201, "POST", "/sources", GATE);
        acme.json(201, "POST", "/zones", DRIVE);
        acme.json(
                201,
                "POST",
                "/rules",
                "{'id':'by-zone','when':{'kinds':['zone'],'zones':['drive']}}");
        acme.json(201, "POST", "/rules", "{'id':'any','when':{'kinds':['crowd']}}");

        JsonNode removed = acme.json(200, "DELETE", "/sources/gate-1", null);

        assertThat(removed.toString())
                .isEqualTo("{\"id\":\"gate-1\",\"zones\":[\"drive\"],\"rules\":[\"by-zone\"]}");
        assertThat(acme.send("GET", "/zones/drive", null).statusCode()).isEqualTo(404);
        assertThat(acme.all("/rules", "/id")).containsExactly("any", "by-zone");
        List<byte[]> told = told("zones", "drive", 2);
        ZoneValidator.validate(key("drive"), ContractCodec.read(told.get(0), ZoneDefinition.class));
        assertThat(told.get(1)).isNull();
    }

    @Test
    void aZoneNeedsASourceOfItsTenant() {
        TestingCaller other = new TestingCaller(bridge, TestingBridge.tenant(), Role.OPERATOR);
        other.json(201, "POST", "/sources", GATE);

        JsonNode problem = acme.json(400, "POST", "/zones", DRIVE);

        assertThat(problem.at("/field").asText()).isEqualTo("source_id");
        assertThat(problem.at("/detail").asText()).contains("no source gate-1");
    }

    @Test
    void anotherTenantsThingsDoNotExist() {
        acme.json(201, "POST", "/sources", GATE);
        acme.json(201, "POST", "/zones", DRIVE);
        TestingCaller other = new TestingCaller(bridge, TestingBridge.tenant(), Role.ADMIN);

        for (String path : List.of("/sources/gate-1", "/zones/drive")) {
            assertThat(other.send("GET", path, null).statusCode()).isEqualTo(404);
            assertThat(other.send("PATCH", path, "{'enabled':false}").statusCode()).isEqualTo(404);
            assertThat(other.send("DELETE", path, null).statusCode()).isEqualTo(404);
        }
        assertThat(other.all("/sources", "/id")).isEmpty();
        other.json(201, "POST", "/sources", GATE);
        other.json(200, "DELETE", "/sources/gate-1", null);
        assertThat(acme.all("/sources", "/id")).containsExactly("gate-1");
        assertThat(acme.all("/zones?source_id=gate-1", "/id")).containsExactly("drive");
    }

    @Test
    void whoeverReadAnOldVersionDoesNotOverwriteTheNew() {
        acme.json(201, "POST", "/sources", GATE);
        acme.json(200, "PATCH", "/sources/gate-1", "{'name':'One'}", "If-Match", "\"1\"");

        JsonNode problem =
                acme.json(412, "PATCH", "/sources/gate-1", "{'name':'Two'}", "If-Match", "\"1\"");
        assertThat(problem.at("/code").asText()).isEqualTo("precondition_failed");
        assertThat(problem.at("/detail").asText()).contains("\"2\"");
        acme.json(412, "DELETE", "/sources/gate-1", null, "If-Match", "\"1\"");
        assertThat(acme.get("/sources/gate-1").at("/name").asText()).isEqualTo("One");

        acme.json(200, "PATCH", "/sources/gate-1", "{'name':'3'}", "If-Match", "\"7\", \"2\"");
        acme.json(200, "DELETE", "/sources/gate-1", null, "If-Match", "*");
    }

    @Test
    void ofManyWhoChangeTheSameVersionOneDoes() throws Exception {
        acme.json(201, "POST", "/sources", GATE);
        List<Callable<Integer>> changes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String body = "{'name':'name " + i + "'}";
            changes.add(
                    () ->
                            acme.send("PATCH", "/sources/gate-1", body, "If-Match", "\"1\"")
                                    .statusCode());
        }
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> change : threads.invokeAll(changes)) {
                statuses.add(change.get());
            }
            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        } finally {
            threads.shutdownNow();
        }
        String kept = acme.get("/sources/gate-1").at("/name").asText();
        SourceDefinition told =
                ContractCodec.read(told("sources", "gate-1", 2).get(1), SourceDefinition.class);
        assertThat(told.name()).isEqualTo(kept);
    }

    @Test
    void anIdIsTakenOnce() {
        acme.json(201, "POST", "/sources", GATE);

        JsonNode problem = acme.json(409, "POST", "/sources", GATE);

        assertThat(problem.at("/field").asText()).isEqualTo("id");
        assertThat(problem.at("/detail").asText()).isEqualTo("There is a source gate-1 already");
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        String body = GATE.replace("rtsp://", "rtsp://admin:hunter2@");

        HttpResponse<String> response = acme.send("POST", "/sources", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\":\"uri\"", "***").doesNotContain("hunter");
        acme.json(201, "POST", "/sources", GATE);
        response = acme.send("PATCH", "/sources/gate-1", "{'uri':'rtsp://h/a?password=hunter2'}");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).doesNotContain("hunter");
        acme.json(
                200,
                "PATCH",
                "/sources/gate-1",
                "{'uri':'rtsp://{user}:{password}@10.0.0.5/stream1'}");
    }

    @Test
    void whatOnlyTheWholeTellsIsChecked() {
        acme.json(201, "POST", "/sources", GATE);
        JsonNode problem =
                acme.json(400, "PATCH", "/sources/gate-1", "{'uri':'http://10.0.0.5/a'}");
        assertThat(problem.at("/field").asText()).isEqualTo("uri");
        assertThat(problem.at("/cure").asText()).contains("[rtsp, rtsps]");

        problem =
                acme.json(
                        400,
                        "POST",
                        "/zones",
                        DRIVE.replace("[[0,0],[1,0],[1,1]]", "[[0,0],[0.5,0.5],[1,1]]"));
        assertThat(problem.at("/field").asText()).isEqualTo("points");

        problem =
                acme.json(
                        400,
                        "POST",
                        "/rules",
                        "{'id':'r','when':{},'schedules':[{'time_zone':'Mars/Olympus'}]}");
        assertThat(problem.at("/field").asText()).isEqualTo("schedules[0].time_zone");
    }

    @Test
    void listsAreReadPageByPageInTheOrderOfIds() {
        for (String id : List.of("b", "a", "Z", "c-1", "c.1")) {
            acme.json(201, "POST", "/sources", GATE.replace("gate-1", id));
        }
        acme.json(200, "PATCH", "/sources/b", "{'enabled':false}");

        assertThat(acme.all("/sources", "/id")).containsExactly("Z", "a", "b", "c-1", "c.1");
        assertThat(acme.all("/sources?enabled=false", "/id")).containsExactly("b");
        String cursor = acme.get("/sources?limit=2").at("/next_cursor").asText();
        assertThat(acme.send("GET", "/rules?cursor=" + cursor, null).statusCode()).isEqualTo(400);
        assertThat(acme.send("GET", "/sources?cursor=AAAA", null).statusCode()).isEqualTo(400);
    }

    @Test
    void aSourceShowsHowItIsOnceItToldSo() throws Exception {
        acme.json(201, "POST", "/sources", GATE);
        acme.json(201, "POST", "/sources", GATE.replace("gate-1", "gate-2"));
        assertThat(acme.get("/sources/gate-1").has("status")).isFalse();
        SourceStatus status =
                ContractCodec.read(
                        GoldenSamples.bytes("source-status.v1.online"), SourceStatus.class);
        bridge.services()
                .redis()
                .call(
                        redis ->
                                redis.hset(
                                        RedisKeys.source(acme.tenant(), "gate-1"),
                                        RedisKeys.SOURCE_STATUS,
                                        ContractCodec.toJson(status)));

        assertThat(acme.get("/sources/gate-1").at("/status/state").asText()).isEqualTo("online");
        JsonNode items = acme.get("/sources").path("items");
        assertThat(items.at("/0/status/fps").asDouble()).isEqualTo(24.97);
        assertThat(items.at("/1").has("status")).isFalse();
    }

    @Test
    void aTenantHasNoMoreThanTheLimit() {
        try (ApiBridge small =
                TestingBridge.start(
                        Map.of("CV_TOPIC_PREFIX", PREFIX, "CV_MAX_DEFINITIONS_PER_TENANT", "2"))) {
            TestingCaller caller = new TestingCaller(small, TestingBridge.tenant(), Role.OPERATOR);
            caller.json(201, "POST", "/sources", GATE);
            caller.json(201, "POST", "/sources", GATE.replace("gate-1", "gate-2"));
            caller.json(201, "POST", "/zones", DRIVE);

            JsonNode problem =
                    caller.json(409, "POST", "/sources", GATE.replace("gate-1", "gate-3"));
            assertThat(problem.at("/cure").asText()).contains("CV_MAX_DEFINITIONS_PER_TENANT");
            caller.json(200, "DELETE", "/sources/gate-2", null);
            caller.json(201, "POST", "/sources", GATE.replace("gate-1", "gate-3"));
        }
    }

    @Test
    void aViewerOnlyReads() {
        acme.json(201, "POST", "/sources", GATE);
        TestingCaller viewer = new TestingCaller(bridge, acme.tenant(), Role.VIEWER);

        assertThat(viewer.all("/sources", "/id")).containsExactly("gate-1");
        assertThat(viewer.send("POST", "/sources", GATE).statusCode()).isEqualTo(403);
        assertThat(viewer.send("PATCH", "/sources/gate-1", "{'name':'x'}").statusCode())
                .isEqualTo(403);
        assertThat(viewer.send("DELETE", "/sources/gate-1", null).statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsRefusedLeavesNeitherRowNorMessage() {
        TestingDatabase database = new TestingDatabase(TestingServices.shared());
        acme.json(400, "POST", "/zones", DRIVE);

        assertThat(database.rows("SELECT id FROM cv.zones WHERE tenant_id = ?", acme.tenant()))
                .isEmpty();
        assertThat(
                        database.rows(
                                "SELECT id FROM cv.outbox WHERE position(? IN convert_from("
                                        + "message_key, 'UTF8')) > 0",
                                acme.tenant()))
                .isEmpty();
    }

    private String key(String id) {
        return DefinitionKeys.key(acme.tenant(), id);
    }

    /** Values under a key, when there are as many. */
    private List<byte[]> told(String topic, String id, int count) throws Exception {
        return Eventually.get(
                "messages about " + id,
                () -> {
                    List<byte[]> values = new ArrayList<>();
                    for (ConsumerRecord<String, byte[]> record :
                            TopicRecords.of(
                                    TestingServices.shared().kafka().bootstrapServers(),
                                    PREFIX + topic)) {
                        if (record.key().equals(key(id))) {
                            values.add(record.value());
                            assertThat(new String(record.headers().lastHeader("tenant").value()))
                                    .isEqualTo(acme.tenant());
                        }
                    }
                    return values;
                },
                values -> values.size() >= count);
    }
}
