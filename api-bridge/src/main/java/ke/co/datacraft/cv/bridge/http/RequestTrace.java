package ke.co.datacraft.cv.bridge.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The trace of one request: its id stands in log, trace and error answers. */
public final class RequestTrace {

    private static final String ID = "cv.trace-id";
    private static final String CONTEXT = "cv.trace-context";

    private RequestTrace() {}

    /** The request's id, 32 hexadecimal digits; made when nobody set one. */
    public static String id(HttpServletRequest request) {
        if (request.getAttribute(ID) instanceof String id) {
            return id;
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        request.setAttribute(ID, id);
        return id;
    }

    /** Gives the request its place in a trace, whose id becomes the request's. */
    public static void set(HttpServletRequest request, Context context) {
        request.setAttribute(CONTEXT, context);
        request.setAttribute(ID, Span.fromContext(context).getSpanContext().getTraceId());
    }

    /** The request's place in a trace; the root where it has none. */
    public static Context context(HttpServletRequest request) {
        return request.getAttribute(CONTEXT) instanceof Context context ? context : Context.root();
    }

    /** Makes the request's context that of this thread until the scope is closed. */
    static Scope enter(HttpServletRequest request) {
        return request.getAttribute(CONTEXT) instanceof Context context
                ? context.makeCurrent()
                : Scope.noop();
    }
}
