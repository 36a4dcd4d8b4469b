package ke.co.datacraft.cv.bridge.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.BridgeJson;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.Eventually;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import ke.co.datacraft.cv.bridge.testing.TestingCaller;
import ke.co.datacraft.cv.bridge.testing.TestingServices;
import ke.co.datacraft.cv.bridge.testing.TopicRecords;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DefinitionOutageITCase {

    @Test
    void definitionsChangeWhileKafkaIsAwayAndAreToldWhenItIsBack() throws Exception {
        try (TestingServices services = TestingServices.start();
                ApiBridge bridge = TestingBridge.start(services, Map.of())) {
            TestingCaller acme = new TestingCaller(bridge, "acme", Role.OPERATOR);
            acme.json(201, "POST", "/sources", source("before"));
            Eventually.until("the first message", () -> latest(services).containsKey("before"));
            services.kafka().stop();

            acme.json(201, "POST", "/sources", source("during"));
            acme.json(200, "PATCH", "/sources/before", "{'enabled':false}");
            acme.json(200, "PATCH", "/sources/before", "{'name':'Renamed'}");
            acme.json(201, "POST", "/sources", source("gone"));
            acme.json(200, "DELETE", "/sources/gone", null);
            JsonNode kept = acme.get("/sources/before");
            services.kafka().start();

            Map<String, byte[]> latest =
                    Eventually.get(
                            "all messages",
                            () -> latest(services),
                            found ->
                                    found.containsKey("during")
                                            && found.containsKey("gone")
                                            && version(found.get("before")) == 3);
            SourceDefinition told =
                    ContractCodec.read(latest.get("before"), SourceDefinition.class);
            assertThat(ContractCodec.tree(ContractCodec.toBytes(told))).isEqualTo(kept);
            assertThat(latest.get("gone")).isNull();
        }
    }

    @Test
    void withoutRedisSourcesAreReadAndChangedButDoNotTellHowTheyAre() throws Exception {
        try (TestingServices services = TestingServices.start();
                ApiBridge bridge = TestingBridge.start(services, Map.of())) {
            TestingCaller acme = new TestingCaller(bridge, "acme", Role.OPERATOR);
            acme.json(201, "POST", "/sources", source("gate"));
            String status =
                    new String(
                            GoldenSamples.bytes("source-status.v1.online"), StandardCharsets.UTF_8);
            bridge.services()
                    .redis()
                    .call(
                            redis ->
                                    redis.hset(
                                            RedisKeys.source("acme", "gate"),
                                            RedisKeys.SOURCE_STATUS,
                                            status));
            assertThat(acme.get("/sources/gate").at("/status/state").asText()).isEqualTo("online");
            services.stopRedis();

            assertThat(acme.get("/sources/gate").has("status")).isFalse();
            assertThat(acme.all("/sources", "/id")).containsExactly("gate");
            acme.json(200, "PATCH", "/sources/gate", "{'enabled':false}");
        }
    }

    @Test
    void withoutPostgresqlNothingIsAcceptedAndNothingIsTold() throws Exception {
        try (TestingServices services = TestingServices.start();
                ApiBridge bridge =
                        TestingBridge.start(services, Map.of("CV_DATABASE_POOL_TIMEOUT", "2"))) {
            TestingCaller acme = new TestingCaller(bridge, "acme", Role.OPERATOR);
            acme.json(201, "POST", "/sources", source("before"));
            services.stopPostgres();

            HttpResponse<String> refused = acme.send("POST", "/sources", source("during"));
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            services.startPostgres();

            Eventually.until(
                    "the database", () -> acme.send("GET", "/sources", null).statusCode() == 200);
            assertThat(acme.all("/sources", "/id")).containsExactly("before");
            acme.json(201, "POST", "/sources", source("after"));
            Eventually.until("the last message", () -> latest(services).containsKey("after"));
            assertThat(latest(services)).doesNotContainKey("during");
        }
    }

    private static String source(String id) {
        return "{'id':'%s','kind':'simulator','uri':'simulator:crossing?seed=1','pipeline':'p'}"
                .formatted(id);
    }

    private static long version(byte[] json) {
        return json == null
                ? 0
                : BridgeJson.tree(new String(json, StandardCharsets.UTF_8))
                        .path("version")
                        .asLong();
    }

    /** The last value of each source. */
    private static Map<String, byte[]> latest(TestingServices services) {
        Map<String, byte[]> latest = new TreeMap<>();
        List<ConsumerRecord<String, byte[]>> records =
                new ArrayList<>(TopicRecords.of(services.kafka().bootstrapServers(), "cv.sources"));
        records.forEach(record -> latest.put(record.key().replace("acme/", ""), record.value()));
        return latest;
    }
}
