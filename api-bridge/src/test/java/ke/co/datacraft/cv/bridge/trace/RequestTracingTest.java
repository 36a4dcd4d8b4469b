package ke.co.datacraft.cv.bridge.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.HttpApi;
import ke.co.datacraft.cv.bridge.http.HttpParts;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.telemetry.TestingCollector;
import ke.co.datacraft.cv.telemetry.TestingCollector.ReceivedSpan;
import ke.co.datacraft.cv.telemetry.Tracing;
import ke.co.datacraft.cv.telemetry.TracingSettings;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

class RequestTracingTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String PARENT = "00-" + TRACE + "-b7ad6b7169203331-01";

    private final Map<String, String> seen = new ConcurrentHashMap<>();
    private final OpenApi openApi = OpenApi.load();

    @Test
    void aRequestHasASpanByItsRouteAndMessagesBelongToIt() throws Exception {
        try (TestingCollector collector = new TestingCollector()) {
            Tracing tracing = Tracing.of(new TracingSettings(true, collector.endpoint(), 1, "b"));
            HttpResponse<String> answer = ask(tracing, PARENT);
            tracing.flush(Duration.ofSeconds(30));

            assertThat(collector.spans()).hasSize(1);
            ReceivedSpan span = collector.spans().get(0);
            assertThat(span.name()).isEqualTo("GET /api/v1/jobs/{job_id}");
            assertThat(span.traceId()).isEqualTo(TRACE);
            assertThat(span.parentId()).isEqualTo("b7ad6b7169203331");
            assertThat(span.attributes())
                    .containsEntry("http.request.method", "GET")
                    .containsEntry("http.route", "/api/v1/jobs/{job_id}")
                    .containsEntry("http.response.status_code", "204")
                    .containsEntry("cv.tenant", "acme");
            String own = "00-" + TRACE + "-" + span.spanId() + "-01";
            assertThat(answer.headers().firstValue("traceparent")).hasValue(own);
            assertThat(seen)
                    .containsEntry("message", own)
                    .containsEntry("trace.id", TRACE)
                    .containsEntry("tenant", "acme");
        }
    }

    @Test
    void withoutTracingATraceIsTakenAlong() throws Exception {
        HttpResponse<String> answer = ask(Tracing.NONE, PARENT);

        assertThat(answer.headers().firstValue("traceparent")).isEmpty();
        assertThat(seen).containsEntry("message", PARENT).containsEntry("trace.id", TRACE);
    }

    @Test
    void whoComesWithoutATraceHasAnIdAllTheSame() throws Exception {
        ask(Tracing.NONE, "nonsense");

        assertThat(seen.get("trace.id")).matches("[0-9a-f]{32}");
        assertThat(seen).containsEntry("message", "none");
    }

    private HttpResponse<String> ask(Tracing tracing, String traceparent) throws Exception {
        Resource operations =
                routes ->
                        openApi.operations()
                                .keySet()
                                .forEach(operation -> routes.on(operation, this::answer));
        try (HttpApi api =
                new HttpApi(
                        BridgeSettings.read(Map.of("CV_API_HOST", "127.0.0.1", "CV_API_PORT", "0"))
                                .http(),
                        new HttpParts(
                                openApi,
                                request ->
                                        Optional.of(
                                                new Principal(
                                                        "acme", "ann", Set.of(Role.VIEWER), "k")),
                                (call, action, type, id) -> {},
                                List.of(new RequestTracing(tracing, openApi)),
                                List.of(operations)))) {
            api.start();
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create(
                                                    "http://127.0.0.1:"
                                                            + api.port()
                                                            + "/api/v1/jobs/"
                                                            + "7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11"))
                                    .header("traceparent", traceparent)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
        }
    }

    private void answer(Call call) {
        seen.put("trace.id", String.valueOf(MDC.get("trace.id")));
        seen.put("tenant", String.valueOf(MDC.get("tenant")));
        seen.put(
                "message",
                OutboxMessage.of("cv.x", new byte[0], null, null).headers().stream()
                        .filter(header -> header.name().equals("traceparent"))
                        .map(header -> header.value())
                        .findFirst()
                        .orElse("none"));
        call.noContent();
    }
}
