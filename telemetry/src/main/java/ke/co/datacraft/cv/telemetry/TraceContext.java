package ke.co.datacraft.cv.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The W3C trace context as text, level 1 of the recommendation. */
public final class TraceContext {

    private static final Pattern TRACEPARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");
    private static final String INVALID_VERSION = "ff";

    private TraceContext() {}

    /** The context that a {@code traceparent} names; the root where it is null or none. */
    public static Context parent(String traceparent) {
        if (traceparent == null) {
            return Context.root();
        }
        Matcher parts = TRACEPARENT.matcher(traceparent.strip());
        if (!parts.matches() || parts.group(1).equals(INVALID_VERSION)) {
            return Context.root();
        }
        SpanContext remote =
                SpanContext.createFromRemoteParent(
                        parts.group(2),
                        parts.group(3),
                        TraceFlags.fromHex(parts.group(4), 0),
                        TraceState.getDefault());
        return remote.isValid() ? Context.root().with(Span.wrap(remote)) : Context.root();
    }

    /** Whether the text is a {@code traceparent} whose trace is recorded. */
    public static boolean isSampled(String traceparent) {
        return Span.fromContext(parent(traceparent)).getSpanContext().isSampled();
    }

    /** Id of the trace that a {@code traceparent} names; null where it is null or none. */
    public static String traceId(String traceparent) {
        Matcher parts = traceparent == null ? null : TRACEPARENT.matcher(traceparent);
        return parts != null && parts.matches() ? parts.group(2) : null;
    }

    /** The {@code traceparent} of a span. */
    public static String of(Span span) {
        SpanContext context = span.getSpanContext();
        return "00-"
                + context.getTraceId()
                + '-'
                + context.getSpanId()
                + '-'
                + context.getTraceFlags().asHex();
    }
}
