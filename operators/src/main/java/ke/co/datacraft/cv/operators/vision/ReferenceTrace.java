package ke.co.datacraft.cv.operators.vision;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.telemetry.TraceContext;
import ke.co.datacraft.cv.telemetry.Tracing;

/**
 * The spans of one reference. Its parts are told when they are over, with how long they took; any
 * thread may tell them.
 */
final class ReferenceTrace {

    private final Tracer tracer;
    private final Span span;
    private final Context context;

    private ReferenceTrace(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
        this.context = Context.root().with(span);
    }

    /**
     * Begins the span of a reference, under the span that its record names.
     *
     * @return null when nothing is recorded, so that nothing need be told
     */
    static ReferenceTrace start(Tracing tracing, AdmittedReference admitted) {
        if (!tracing.isEnabled()) {
            return null;
        }
        ImageReference reference = admitted.reference();
        Tracer tracer = tracing.tracer();
        Span span =
                tracer.spanBuilder("process " + admitted.origin().topic())
                        .setParent(TraceContext.parent(admitted.traceparent()))
                        .setSpanKind(SpanKind.CONSUMER)
                        .setStartTimestamp(admitted.admittedAt(), TimeUnit.MILLISECONDS)
                        .startSpan();
        if (!span.isRecording()) {
            return null;
        }
        span.setAttribute("messaging.system", "kafka");
        span.setAttribute("messaging.operation.type", "process");
        span.setAttribute("messaging.destination.name", admitted.origin().topic());
        span.setAttribute(
                "messaging.destination.partition.id",
                Integer.toString(admitted.origin().partition()));
        span.setAttribute("messaging.kafka.offset", admitted.origin().offset());
        span.setAttribute("cv.tenant", reference.tenantId());
        span.setAttribute("cv.reference", String.valueOf(admitted.referenceId()));
        if (reference.jobId() == null) {
            span.setAttribute("cv.source", reference.sourceId());
        } else {
            span.setAttribute("cv.job", reference.jobId().toString());
        }
        return new ReferenceTrace(tracer, span);
    }

    /** What belongs to this span names it so. */
    String traceparent() {
        return TraceContext.of(span);
    }

    /** Bytes came; a URI may hold secrets, its scheme does not. */
    void fetched(String scheme, long nanos, long bytes) {
        Span fetch = part("fetch", SpanKind.CLIENT, now() - nanos);
        fetch.setAttribute("url.scheme", scheme);
        fetch.setAttribute("cv.bytes", bytes);
        fetch.end();
    }

    void fetchRetried() {
        span.addEvent("fetch failed, tried again");
    }

    void queued(long nanos) {
        part("queue", SpanKind.INTERNAL, now() - nanos).end();
    }

    void decoded(long nanos) {
        part("decode", SpanKind.INTERNAL, now() - nanos).end();
    }

    /** A task is over, the time of its model within. */
    void analysed(TaskResult result, int batchSize, long nanos) {
        long end = now();
        Span task = part("analyse " + result.task(), SpanKind.INTERNAL, end - nanos);
        task.setAttribute("cv.task", result.task());
        task.setAttribute("cv.model", result.model().name() + '@' + result.model().version());
        task.setAttribute("cv.batch_size", batchSize);
        long modelEnd = end - nanos(result.timings().postprocessMs());
        tracer.spanBuilder("inference")
                .setParent(context.with(task))
                .setStartTimestamp(
                        modelEnd - nanos(result.timings().inferenceMs()), TimeUnit.NANOSECONDS)
                .startSpan()
                .end(modelEnd, TimeUnit.NANOSECONDS);
        task.end(end, TimeUnit.NANOSECONDS);
    }

    /**
     * The reference is over.
     *
     * @param failure why it has no result, or null
     */
    void end(Failure failure, int pages) {
        if (failure == null) {
            span.setAttribute("cv.pages", pages);
        } else {
            span.setAttribute("error.type", failure.reason().name());
            span.setStatus(StatusCode.ERROR, failure.reason().name());
        }
        span.end();
    }

    private Span part(String name, SpanKind kind, long startNanos) {
        return tracer.spanBuilder(name)
                .setParent(context)
                .setSpanKind(kind)
                .setStartTimestamp(startNanos, TimeUnit.NANOSECONDS)
                .startSpan();
    }

    private static long nanos(double millis) {
        return (long) (millis * 1_000_000);
    }

    private static long now() {
        java.time.Instant now = java.time.Instant.now();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
