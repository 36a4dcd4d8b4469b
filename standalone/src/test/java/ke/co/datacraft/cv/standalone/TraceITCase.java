package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.security.TokenIssuer;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import ke.co.datacraft.cv.standalone.client.TopicReader;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import ke.co.datacraft.cv.standalone.services.Waiting;
import ke.co.datacraft.cv.telemetry.TestingCollector;
import ke.co.datacraft.cv.telemetry.TestingCollector.ReceivedSpan;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One trace from the request to the row, as a collector sees it. */
class TraceITCase {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "b7ad6b7169203331";

    @TempDir static Path temporary;

    @Test
    void oneTraceSpansRequestToRow() throws Exception {
        Path base = temporary.toRealPath();
        Path root = Files.createDirectory(base.resolve("root"));
        Path image = TestingVision.write(root, "one.png", SampleImages.png(64, 48, 7));
        try (TestingCollector collector = new TestingCollector()) {
            Map<String, String> tracing =
                    Map.of("CV_TRACING_ENABLED", "true", "CV_OTLP_ENDPOINT", collector.endpoint());
            try (TestingVision vision = new TestingVision(base.resolve("data"), root, tracing)) {
                Endpoints.Bridge bridge = start(vision, tracing);
                UUID job = submit(bridge, image);
                assertThat(vision.await(job, JobState.COMPLETED).state())
                        .isEqualTo(JobState.COMPLETED);
                assertParents(collector);
                UUID lost = submit(bridge, root.resolve("missing.png"));
                assertThat(vision.await(lost, JobState.FAILED).state()).isEqualTo(JobState.FAILED);
                assertHeaders(vision);
            }
        }
    }

    private static void assertParents(TestingCollector collector) {
        ReceivedSpan request = await(collector, span -> span.name().equals("POST /api/v1/jobs"));
        assertThat(request.service()).isEqualTo("cv-bridge");
        assertThat(request.parentId()).isEqualTo(CALLER);
        assertThat(request.attributes())
                .containsEntry("http.response.status_code", "202")
                .containsEntry("cv.tenant", TestingVision.TENANT);
        ReceivedSpan send = await(collector, span -> span.name().equals("send cv.images"));
        ReceivedSpan transaction = await(collector, span -> span.spanId().equals(send.parentId()));
        assertThat(transaction.name()).startsWith("postgresql");
        assertThat(transaction.parentId()).isEqualTo(request.spanId());
        ReceivedSpan process = await(collector, span -> span.name().equals("process cv.images"));
        assertThat(process.service()).isEqualTo("cv-vision");
        assertThat(process.parentId()).isEqualTo(send.spanId());
        for (String part :
                List.of(
                        "fetch",
                        "queue",
                        "decode",
                        "analyse quality",
                        "INSERT cv.image_processing")) {
            ReceivedSpan found =
                    await(
                            collector,
                            span ->
                                    span.name().equals(part)
                                            && span.parentId().equals(process.spanId()));
            assertThat(found.traceId()).as(part).isEqualTo(TRACE);
            assertThat(found.endNanos()).as(part).isGreaterThanOrEqualTo(found.startNanos());
        }
        ReceivedSpan task = await(collector, span -> span.name().equals("analyse quality"));
        await(
                collector,
                span -> span.name().equals("inference") && span.parentId().equals(task.spanId()));
    }

    private static void assertHeaders(TestingVision vision) {
        String servers = vision.stack().endpoints().bootstrapServers();
        for (String topic : List.of(new Topics("cv.").results(), new Topics("cv.").jobStatus())) {
            List<ConsumerRecord<byte[], byte[]>> records;
            try (TopicReader reader = TopicReader.fromBeginning(servers, topic)) {
                records = reader.toEnd();
            }
            assertThat(records)
                    .as(topic)
                    .isNotEmpty()
                    .allSatisfy(
                            record ->
                                    assertThat(
                                                    new String(
                                                            record.headers()
                                                                    .lastHeader("traceparent")
                                                                    .value(),
                                                            StandardCharsets.US_ASCII))
                                            .startsWith("00-" + TRACE + "-"));
        }
    }

    private static ReceivedSpan await(TestingCollector collector, Predicate<ReceivedSpan> wanted) {
        Predicate<ReceivedSpan> inTrace = wanted.and(span -> span.traceId().equals(TRACE));
        Waiting.until(TestingVision.PATIENCE, () -> collector.spans().stream().anyMatch(inTrace));
        assertThat(collector.spans()).anyMatch(inTrace);
        return collector.spans().stream().filter(inTrace).findFirst().orElseThrow();
    }

    private static Endpoints.Bridge start(TestingVision vision, Map<String, String> tracing) {
        return vision.stack()
                .startBridge(
                        0,
                        Map.of(
                                "CV_TRACING_ENABLED", "true",
                                "CV_OTLP_ENDPOINT", tracing.get("CV_OTLP_ENDPOINT"),
                                "CV_REFERENCE_FILES", "true"));
    }

    private static UUID submit(Endpoints.Bridge bridge, Path image) throws Exception {
        String body =
                """
                {"references": [{"uri": "%s"}], "tasks": [{"task": "quality"}]}"""
                        .formatted(image.toUri());
        HttpResponse<String> answer =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(bridge.url() + "/api/v1/jobs"))
                                        .header("Authorization", "Bearer " + token(bridge))
                                        .header("Content-Type", "application/json")
                                        .header("traceparent", "00-" + TRACE + "-" + CALLER + "-01")
                                        .POST(HttpRequest.BodyPublishers.ofString(body))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("traceparent").orElseThrow())
                .startsWith("00-" + TRACE + "-");
        return UUID.fromString(
                JsonMapper.builder().build().readTree(answer.body()).path("job_id").asText());
    }

    private static String token(Endpoints.Bridge bridge) {
        return new TokenIssuer(
                        BridgeSettings.read(Map.of("CV_JWT_SECRET_KEY", bridge.jwtSecret()))
                                .security()
                                .jwt(),
                        Clock.systemUTC())
                .issue(TestingVision.TENANT, "tester", Set.of(Role.OPERATOR), Duration.ofHours(1));
    }
}
