package ke.co.datacraft.cv.bridge.security;

import static ke.co.datacraft.cv.bridge.testing.TestingHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.OperationSpec;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation of the interface, asked by an administrator of one tenant for another's things.
 */
class OtherTenantsITCase {

    private static final String OWNER = TestingBridge.tenant();
    private static final String MARK = "mark" + UUID.randomUUID().toString().substring(0, 8);

    /** Shared by all tenants, or about tenants themselves. */
    private static final Set<String> OF_ALL =
            Set.of("name", "tenant_id", "file", "asset", "version", "model_name");

    private static final Map<String, String> IDS =
            Map.of(
                    "job_id",
                    UUID.randomUUID().toString(),
                    "image_id",
                    UUID.randomUUID().toString(),
                    "dead_letter_id",
                    UUID.randomUUID().toString(),
                    "source_id",
                    MARK + "-source",
                    "zone_id",
                    MARK + "-zone",
                    "rule_id",
                    MARK + "-rule");

    private static ApiBridge bridge;
    private static TestingHttp client;
    private static String owner;
    private static String stranger;
    private static String apiKeyId;

    @BeforeAll
    static void start() {
        bridge = TestingBridge.start(Map.of());
        client = new TestingHttp(bridge);
        owner = TestingBridge.token(OWNER, Role.ADMIN, Role.OPERATOR, Role.VIEWER);
        stranger =
                TestingBridge.token(TestingBridge.tenant(), Role.ADMIN, Role.OPERATOR, Role.VIEWER);
        create(
                "sources",
                "{'id':'%s','kind':'file','uri':'file:///a.mp4','tasks':[{'task':'ocr'}]}",
                "source_id");
        create(
                "zones",
                "{'id':'%s','source_id':'"
                        + IDS.get("source_id")
                        + "','kind':'polygon','points':[[0,0],[1,0],[1,1]]}",
                "zone_id");
        create("rules", "{'id':'%s','when':{'kinds':['zone']}}", "rule_id");
        apiKeyId =
                json(post("api-keys", "{'name':'" + MARK + "','roles':['viewer']}"))
                        .path("id")
                        .asText();
        bridge.services().database().tenant(OWNER, OtherTenantsITCase::insert);
    }

    @AfterAll
    static void stop() {
        bridge.close();
    }

    private static void create(String kind, String body, String id) {
        HttpResponse<String> created = post(kind, body.formatted(IDS.get(id)));
        assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    }

    private static HttpResponse<String> post(String kind, String body) {
        return client.send(
                "POST",
                "/api/v1/" + kind,
                body.replace('\'', '"'),
                "Authorization",
                "Bearer " + owner);
    }

    private static Void insert(Connection connection) throws SQLException {
        List<String> rows =
                List.of(
                        "INSERT INTO cv.processing_jobs (id, job_name, processing_type, content_type,"
                                + " status, input_file_path, tenant_id, created_by)"
                                + " VALUES (?::uuid, 'MARK', 'ocr', 'image/png', 'PROCESSING', 'a',"
                                + " ?, 'MARK')",
                        "INSERT INTO cv.image_processing (id, original_filename, file_path,"
                                + " file_size_bytes, file_hash, image_dimensions, image_format,"
                                + " color_mode, processing_type, tenant_id, created_by)"
                                + " VALUES (?::uuid, 'MARK', 'a', 1, 'a', '{}', 'PNG', 'RGB', 'ocr',"
                                + " ?, 'MARK')",
                        "INSERT INTO cv.dead_letters (id, tenant_id, reason, message, origin_topic,"
                                + " origin_partition, origin_offset)"
                                + " VALUES (?::uuid, ?, 'NOT_FOUND', 'MARK', 'cv.images', 0, 1)");
        List<String> ids = List.of("job_id", "image_id", "dead_letter_id");
        for (int i = 0; i < rows.size(); i++) {
            try (var statement = connection.prepareStatement(rows.get(i).replace("MARK", MARK))) {
                statement.setString(1, IDS.get(ids.get(i)));
                statement.setString(2, OWNER);
                statement.executeUpdate();
            }
        }
        return null;
    }

    @TestFactory
    Stream<DynamicTest> anothersThingIsNotFound() {
        return operations(true).map(o -> DynamicTest.dynamicTest(o.id(), () -> asksForOne(o)));
    }

    private static void asksForOne(OperationSpec operation) {
        HttpResponse<String> refused = ask(operation, stranger);

        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(404);
        assertThat(json(refused).path("code").asText()).isEqualTo("not_found");
        assertThat(refused.body()).doesNotContain(OWNER).doesNotContain("\"" + MARK + "\"");
    }

    @TestFactory
    Stream<DynamicTest> listsDoNotShowAnothersThings() {
        return operations(false)
                .filter(o -> o.method().equals("GET"))
                .filter(o -> !Set.of("streamEvents", "listTenants").contains(o.id()))
                .map(o -> DynamicTest.dynamicTest(o.id(), () -> asksForAll(o)));
    }

    private static void asksForAll(OperationSpec operation) {
        HttpResponse<String> list = ask(operation, stranger);

        assertThat(list.body()).doesNotContain(MARK).doesNotContain(OWNER);
        IDS.values().forEach(id -> assertThat(list.body()).doesNotContain(id));
        assertThat(list.statusCode()).isLessThan(500);
    }

    @Test
    void theThingsAreThereForTheirOwner() {
        List<String> found = new ArrayList<>();
        operations(true)
                .filter(o -> o.method().equals("GET"))
                .filter(o -> !o.path().matches(".*/(content|annotated|snapshot|results)"))
                .forEach(
                        o -> {
                            HttpResponse<String> response = ask(o, owner);
                            if (response.statusCode() == 200 && response.body().contains(MARK)) {
                                found.add(o.id());
                            }
                        });
        assertThat(found).contains("getJob", "getSource", "getZone", "getRule", "getDeadLetter");
        assertThat(client.get("/api/v1/jobs", owner).body()).contains(MARK);
        assertThat(client.get("/api/v1/api-keys", owner).body()).contains(MARK);
        assertThat(client.get("/api/v1/dead-letters", owner).body()).contains(MARK);
    }

    private static Stream<OperationSpec> operations(boolean withId) {
        return OpenApi.load().operations().values().stream()
                .filter(o -> o.path().startsWith("/api/v1/") && !o.roles().isEmpty())
                .filter(o -> names(o).noneMatch(OF_ALL::contains))
                .filter(o -> names(o).findAny().isPresent() == withId);
    }

    private static Stream<String> names(OperationSpec operation) {
        return operation.parameters().stream()
                .filter(parameter -> parameter.in().equals("path"))
                .map(parameter -> parameter.name());
    }

    private static HttpResponse<String> ask(OperationSpec operation, String token) {
        String path = operation.path();
        for (String name : names(operation).toList()) {
            String id = name.equals("api_key_id") ? apiKeyId : IDS.get(name);
            assertThat(id).as("an id for the parameter " + name).isNotNull();
            path = path.replace("{" + name + "}", id);
        }
        String body = operation.method().equals("PATCH") ? "{\"enabled\":false}" : null;
        return client.send(operation.method(), path, body, "Authorization", "Bearer " + token);
    }
}
