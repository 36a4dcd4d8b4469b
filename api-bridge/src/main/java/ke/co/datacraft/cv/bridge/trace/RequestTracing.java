package ke.co.datacraft.cv.bridge.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Interceptor;
import ke.co.datacraft.cv.bridge.http.OpenApi;
import ke.co.datacraft.cv.bridge.http.OperationSpec;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.RequestTrace;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.telemetry.TraceContext;
import ke.co.datacraft.cv.telemetry.Tracing;
import org.slf4j.MDC;

/**
 * Gives each request its span, under the one that its {@code traceparent} names, and its lines of
 * the log trace and tenant. Without tracing, who came with a trace takes it along all the same. The
 * first of the interceptors, so that those after it log under it.
 */
public final class RequestTracing implements Interceptor {

    private static final String TRACE_ID = "trace.id";
    private static final String TENANT = "tenant";
    private static final int FIRST_SERVER_ERROR = 500;

    private final Tracing tracing;
    private final Map<String, String> routes;

    /**
     * @param tracing makes the spans
     * @param openApi tells routes of operations
     */
    public RequestTracing(Tracing tracing, OpenApi openApi) {
        this.tracing = tracing;
        this.routes =
                openApi.operations().values().stream()
                        .collect(Collectors.toMap(OperationSpec::id, OperationSpec::path));
    }

    @Override
    public void received(HttpServletRequest request, HttpServletResponse response) {
        Context parent = TraceContext.parent(request.getHeader(Topics.TRACEPARENT_HEADER));
        if (tracing.isEnabled()) {
            Span span = start(request, parent);
            RequestTrace.set(request, parent.with(span));
            response.setHeader(Topics.TRACEPARENT_HEADER, TraceContext.of(span));
        } else if (parent != Context.root()) {
            RequestTrace.set(request, parent);
        }
        MDC.put(TRACE_ID, RequestTrace.id(request));
        MDC.remove(TENANT);
    }

    @Override
    public void admitted(Call call) {
        call.caller()
                .ifPresent(
                        principal -> {
                            MDC.put(TENANT, principal.tenant());
                            span(call.request()).setAttribute("cv.tenant", principal.tenant());
                        });
    }

    @Override
    public void completed(
            HttpServletRequest request,
            HttpServletResponse response,
            String operationId,
            Principal principal,
            Duration took) {
        if (tracing.isEnabled()) {
            end(request, response.getStatus(), operationId);
        }
        MDC.remove(TRACE_ID);
        MDC.remove(TENANT);
    }

    private Span start(HttpServletRequest request, Context parent) {
        return tracing.tracer()
                .spanBuilder(request.getMethod())
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", request.getMethod())
                .setAttribute("url.path", request.getRequestURI())
                .setAttribute("url.scheme", request.getScheme())
                .setAttribute("server.address", request.getServerName())
                .setAttribute("server.port", (long) request.getServerPort())
                .startSpan();
    }

    private void end(HttpServletRequest request, int status, String operationId) {
        Span span = span(request);
        String route = operationId == null ? null : routes.get(operationId);
        if (route != null) {
            span.updateName(request.getMethod() + ' ' + route);
            span.setAttribute("http.route", route);
        }
        span.setAttribute("http.response.status_code", status);
        if (status >= FIRST_SERVER_ERROR) {
            span.setAttribute("error.type", Integer.toString(status));
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private static Span span(HttpServletRequest request) {
        return Span.fromContext(RequestTrace.context(request));
    }
}
