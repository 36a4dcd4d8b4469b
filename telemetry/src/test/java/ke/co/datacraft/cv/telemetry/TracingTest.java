package ke.co.datacraft.cv.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracingTest {

    private static final String PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    @Test
    void spansReachTheCollectorUnderTheirParent() throws Exception {
        try (TestingCollector collector = new TestingCollector()) {
            Tracing tracing =
                    Tracing.of(new TracingSettings(true, collector.endpoint(), 0, "tested"));
            Span span =
                    tracing.tracer()
                            .spanBuilder("work")
                            .setParent(TraceContext.parent(PARENT))
                            .setAttribute("cv.pages", 3)
                            .startSpan();
            span.end();
            tracing.flush(Duration.ofSeconds(30));

            assertThat(collector.spans()).hasSize(1);
            TestingCollector.ReceivedSpan received = collector.spans().get(0);
            assertThat(received.service()).isEqualTo("tested");
            assertThat(received.name()).isEqualTo("work");
            assertThat(received.traceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
            assertThat(received.parentId()).isEqualTo("b7ad6b7169203331");
            assertThat(received.attributes()).containsEntry("cv.pages", "3");
            assertThat(TraceContext.of(span))
                    .isEqualTo("00-" + received.traceId() + "-" + received.spanId() + "-01");
        }
    }

    @Test
    void ratioDecidesWhereNobodyDidBefore() {
        Tracing none = Tracing.of(new TracingSettings(true, "http://127.0.0.1:1", 0, "none"));

        assertThat(none.tracer().spanBuilder("root").startSpan().isRecording()).isFalse();
    }

    @Test
    void offIsNothing() {
        assertThat(Tracing.of(TracingSettings.OFF)).isSameAs(Tracing.NONE);
        assertThat(Tracing.NONE.tracer().spanBuilder("x").startSpan().isRecording()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
                "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
            })
    void whatIsNoTraceparentIsNoParent(String text) {
        assertThat(TraceContext.parent(text)).isEqualTo(Context.root());
        assertThat(TraceContext.isSampled(text)).isFalse();
    }

    @Test
    void flagSaysWhetherATraceIsKept() {
        assertThat(TraceContext.isSampled(PARENT)).isTrue();
        assertThat(TraceContext.isSampled(PARENT.replaceAll("01$", "00"))).isFalse();
        assertThat(TraceContext.traceId(PARENT)).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(TraceContext.traceId("x")).isNull();
        assertThat(TraceContext.traceId(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "http://c:4318, , http://c:4318",
        "http://c:4318/v1/traces, http://jaeger:14268/api/traces, http://c:4318",
        ", http://jaeger:14268/api/traces, http://jaeger:4318",
        ", https://jaeger, https://jaeger:4318",
        ", , http://localhost:4318"
    })
    void addressOfTheCollector(String otlp, String jaeger, String expected) {
        assertThat(TracingSettings.endpoint(otlp, jaeger)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"collector:4318", "ftp://c", "http://", "http://user:hush@c:4318"})
    void otherAddressesAreRefused(String text) {
        assertThatThrownBy(() -> TracingSettings.endpoint(text, null))
                .hasMessageContaining("give a URL such as")
                .hasMessageNotContaining("hush");
        assertThatThrownBy(() -> TracingSettings.endpoint(null, text))
                .hasMessageContaining("give a URL such as");
    }
}
