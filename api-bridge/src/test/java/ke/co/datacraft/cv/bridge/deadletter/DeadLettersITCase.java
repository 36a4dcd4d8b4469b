package ke.co.datacraft.cv.bridge.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingDatabase;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TopicRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLettersITCase {

    private static final String PREFIX = TestingBridge.tenant() + ".";
    private static final String HEADERS =
            "[{\"name\":\"tenant\",\"value\":\"acme\",\"encoding\":\"utf-8\"},"
                    + "{\"name\":\"digest\",\"value\":\"gQ==\",\"encoding\":\"base64\"},"
                    + "{\"name\":\"digest\"}]";

    private static ApiBridge bridge;
    private static TestingDatabase database;

    private TestingCaller operator;
    private TestingCaller admin;

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
        operator = new TestingCaller(bridge, TestingBridge.tenant(), Role.OPERATOR);
        admin = new TestingCaller(bridge, operator.tenant(), Role.ADMIN);
    }

    @Test
    void aRecordArrivesAsItWasWithKeyHeadersAndBytes() throws Exception {
        String topic = PREFIX + "images-" + operator.tenant();
        UUID text = letter(operator.tenant(), "NOT_FOUND", topic, "{\"a\": \"ü\"}", "utf-8");
        UUID binary = letter(operator.tenant(), "INVALID_JSON", topic, "/9gAAQ==", "base64");
        database.update(
                "UPDATE cv.dead_letters SET original_key = '/wA=', original_key_encoding = 'base64'"
                        + " WHERE id = ?",
                binary);

        operator.json(202, "POST", "/dead-letters/" + text + "/replay", null);
        operator.json(202, "POST", "/dead-letters/" + binary + "/replay", null);

        List<ConsumerRecord<String, byte[]>> records = arrived(topic, 2);
        assertThat(records.get(0).value())
                .isEqualTo("{\"a\": \"ü\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(records.get(0).key()).isEqualTo("key");
        assertThat(records.get(1).value()).isEqualTo(new byte[] {-1, -40, 0, 1});
        assertThat(records.get(1).serializedKeySize()).isEqualTo(2);
        Header[] headers = records.get(1).headers().toArray();
        assertThat(headers).extracting(Header::key).containsExactly("tenant", "digest", "digest");
        assertThat(headers[0].value()).isEqualTo("acme".getBytes(StandardCharsets.UTF_8));
        assertThat(headers[1].value()).isEqualTo(new byte[] {-127});
        assertThat(headers[2].value()).isNull();
    }

    @Test
    void aRecordIsReplayedOnceUnlessForced() throws Exception {
        String topic = PREFIX + "once-" + operator.tenant();
        UUID id = letter(operator.tenant(), "TIMEOUT", topic, "{}", "utf-8");
        String replay = "/dead-letters/" + id + "/replay";

        operator.json(202, "POST", replay, null);
        JsonNode problem = operator.json(409, "POST", replay, null);
        assertThat(problem.at("/cure").asText()).contains("force=true");
        operator.json(202, "POST", replay + "?force=true", null);

        assertThat(arrived(topic, 2)).hasSize(2);
        JsonNode letter = operator.get("/dead-letters/" + id);
        assertThat(letter.at("/replay_count").asInt()).isEqualTo(2);
        assertThat(letter.at("/replayed_by").asText()).isEqualTo("tester");
        assertThat(letter.at("/original_value").asText()).isEqualTo("{}");
        assertThat(letter.at("/original_headers").size()).isEqualTo(3);
        assertThat(operator.all("/dead-letters?state=open", "/id")).isEmpty();
        assertThat(operator.all("/dead-letters?state=replayed", "/id"))
                .containsExactly(id.toString());
    }

    @Test
    void allThatMatchAreReplayedAndTheRestStays() throws Exception {
        String topic = PREFIX + "many-" + operator.tenant();
        for (int i = 0; i < 120; i++) {
            letter(operator.tenant(), "FETCH_FAILED", topic, "{\"n\":" + i + "}", "utf-8");
        }
        letter(operator.tenant(), "TIMEOUT", topic, "{}", "utf-8");
        UUID old = letter(operator.tenant(), "FETCH_FAILED", topic, null, null);

        JsonNode count =
                operator.json(202, "POST", "/dead-letters/replay", "{'reasons':['FETCH_FAILED']}");

        assertThat(count.toString()).isEqualTo("{\"count\":120,\"skipped\":1}");
        assertThat(arrived(topic, 120)).hasSize(120);
        assertThat(operator.json(409, "POST", "/dead-letters/" + old + "/replay", null).toString())
                .contains("not held");
        count = operator.json(202, "POST", "/dead-letters/replay", "{'reasons':['FETCH_FAILED']}");
        assertThat(count.at("/count").asInt()).isZero();
        assertThat(operator.send("POST", "/dead-letters/replay", "{}").statusCode()).isEqualTo(400);
    }

    @Test
    void aTombstoneIsReplayedAsOne() throws Exception {
        String topic = PREFIX + "stones-" + operator.tenant();
        UUID id = letter(operator.tenant(), "INVALID_FIELD", topic, "", "utf-8");

        operator.json(202, "POST", "/dead-letters/" + id + "/replay", null);

        assertThat(arrived(topic, 1).get(0).value()).isNull();
    }

    @Test
    void discardedLettersLeaveTheListsAndAreNotReplayed() {
        UUID id = letter(operator.tenant(), "TIMEOUT", PREFIX + "images", "{}", "utf-8");
        UUID other = letter(operator.tenant(), "NOT_FOUND", PREFIX + "images", "{}", "utf-8");

        assertThat(operator.send("DELETE", "/dead-letters/" + id, null).statusCode())
                .isEqualTo(403);
        admin.json(204, "DELETE", "/dead-letters/" + id, null);

        assertThat(admin.all("/dead-letters", "/id")).containsExactly(other.toString());
        assertThat(admin.all("/dead-letters?state=discarded", "/id"))
                .containsExactly(id.toString());
        admin.json(409, "POST", "/dead-letters/" + id + "/replay?force=true", null);
        JsonNode count =
                admin.json(200, "POST", "/dead-letters/discard", "{'reasons':['NOT_FOUND']}");
        assertThat(count.toString()).isEqualTo("{\"count\":1}");
        assertThat(admin.all("/dead-letters", "/id")).isEmpty();
    }

    @Test
    void lettersAreFilteredAndReadPageByPage() {
        UUID job = UUID.randomUUID();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            UUID id = letter(operator.tenant(), "TIMEOUT", PREFIX + "images", "{}", "utf-8");
            database.update(
                    "UPDATE cv.dead_letters SET failed_at = CAST(? AS timestamptz), job_id = ?"
                            + " WHERE id = ?",
                    "2026-03-04T05:06:0" + i / 2 + "Z",
                    i == 0 ? job : null,
                    id);
            expected.add(id.toString());
        }

        List<String> newest = operator.all("/dead-letters", "/id");
        List<String> oldest = operator.all("/dead-letters?sort=failed_at", "/id");
        assertThat(newest).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(newest.get(0)).isEqualTo(expected.get(4));
        java.util.Collections.reverse(oldest);
        assertThat(oldest).isEqualTo(newest);
        assertThat(operator.all("/dead-letters?job_id=" + job, "/id"))
                .containsExactly(expected.get(0));
        assertThat(operator.all("/dead-letters?after=2026-03-04T05:06:02Z", "/id"))
                .containsExactly(expected.get(4));
        assertThat(operator.all("/dead-letters?reason=NOT_FOUND,ACCESS_DENIED", "/id")).isEmpty();
        assertThat(operator.get("/dead-letters").at("/items/0").has("original_value")).isFalse();
    }

    @Test
    void anotherTenantsLettersDoNotExist() {
        UUID id = letter(operator.tenant(), "TIMEOUT", PREFIX + "images", "{}", "utf-8");
        TestingCaller other = new TestingCaller(bridge, TestingBridge.tenant(), Role.ADMIN);

        assertThat(other.send("GET", "/dead-letters/" + id, null).statusCode()).isEqualTo(404);
        assertThat(other.send("DELETE", "/dead-letters/" + id, null).statusCode()).isEqualTo(404);
        assertThat(other.send("POST", "/dead-letters/" + id + "/replay", null).statusCode())
                .isEqualTo(404);
        JsonNode count = other.json(202, "POST", "/dead-letters/replay", "{'ids':['" + id + "']}");
        assertThat(count.toString()).isEqualTo("{\"count\":0,\"skipped\":0}");
    }

    @Test
    void lettersWithoutTenantBelongToAdministrators() throws Exception {
        String topic = PREFIX + "unowned-" + operator.tenant();
        UUID id = letter("", "INVALID_JSON", topic, "{", "utf-8");

        assertThat(operator.send("GET", "/dead-letters/" + id, null).statusCode()).isEqualTo(404);
        assertThat(operator.send("GET", "/dead-letters?unowned=true", null).statusCode())
                .isEqualTo(403);
        assertThat(admin.get("/dead-letters/" + id).has("tenant_id")).isFalse();
        assertThat(admin.all("/dead-letters?unowned=true", "/id")).contains(id.toString());
        admin.json(202, "POST", "/dead-letters/replay?unowned=true", "{'ids':['" + id + "']}");
        assertThat(arrived(topic, 1)).hasSize(1);
    }

    private static UUID letter(
            String tenant, String reason, String topic, String value, String encoding) {
        UUID id = UUID.randomUUID();
        database.update(
                """
                INSERT INTO cv.dead_letters (id, tenant_id, reason, message, attempts, origin_topic,
                    origin_partition, origin_offset, original_key, original_value,
                    original_encoding, original_headers)
                VALUES (?, ?, ?, 'why', 1, ?, 0, 7, 'key', ?, ?, CAST(? AS jsonb))
                """,
                id,
                tenant,
                reason,
                topic,
                value,
                encoding,
                HEADERS);
        return id;
    }

    private static List<ConsumerRecord<String, byte[]>> arrived(String topic, int count)
            throws Exception {
        return Eventually.get(
                count + " records of " + topic,
                () -> TopicRecords.of(TestingServices.shared().kafka().bootstrapServers(), topic),
                records -> records.size() >= count);
    }
}
