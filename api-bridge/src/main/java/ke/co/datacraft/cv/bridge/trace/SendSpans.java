package ke.co.datacraft.cv.bridge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.telemetry.TraceContext;
import ke.co.datacraft.cv.telemetry.Tracing;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Spans of messages on their way to Kafka, under the request that wrote them. Kafka makes it. */
public final class SendSpans implements ProducerInterceptor<byte[], byte[]> {

    /** Property of the producer that holds the {@link Tracing}. */
    public static final String TRACING = "cv.tracing";

    /** More than any producer has under way; what was never answered is forgotten then. */
    private static final int MAX_OPEN = 10_000;

    private final Map<String, Span> open = new ConcurrentHashMap<>();
    private Tracing tracing = Tracing.NONE;

    @Override
    public void configure(Map<String, ?> properties) {
        if (properties.get(TRACING) instanceof Tracing given) {
            tracing = given;
        }
    }

    @Override
    public ProducerRecord<byte[], byte[]> onSend(ProducerRecord<byte[], byte[]> message) {
        String parent = traceparent(message.headers());
        if (!TraceContext.isSampled(parent)) {
            return message;
        }
        Span span =
                tracing.tracer()
                        .spanBuilder("send " + message.topic())
                        .setParent(TraceContext.parent(parent))
                        .setSpanKind(SpanKind.PRODUCER)
                        .setAttribute("messaging.system", "kafka")
                        .setAttribute("messaging.operation.type", "send")
                        .setAttribute("messaging.destination.name", message.topic())
                        .startSpan();
        String own = TraceContext.of(span);
        message.headers().remove(Topics.TRACEPARENT_HEADER);
        message.headers().add(Topics.TRACEPARENT_HEADER, own.getBytes(StandardCharsets.US_ASCII));
        if (open.size() >= MAX_OPEN) {
            open.clear();
        }
        open.put(own, span);
        return message;
    }

    @Override
    public void onAcknowledgement(RecordMetadata metadata, Exception error, Headers headers) {
        String own = headers == null ? null : traceparent(headers);
        Span span = own == null ? null : open.remove(own);
        if (span != null) {
            if (error != null) {
                span.setAttribute("error.type", error.getClass().getName());
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    @Override
    public void close() {
        open.clear();
    }

    private static String traceparent(Headers headers) {
        Header header = headers.lastHeader(Topics.TRACEPARENT_HEADER);
        return header == null || header.value() == null
                ? null
                : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
