package ke.co.datacraft.cv.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import ke.co.datacraft.cv.bridge.settings.HttpSettings;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The web server: routes of {@code openapi.yaml} to handlers. Before a handler runs, the caller is
 * known, may do it, and the request keeps to the interface.
 */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final String JSON = "application/json";
    private static final String STARTED = "cv.started";
    private static final String OPERATION = "cv.operation";
    static final String AUTHENTICATOR = "cv.authenticator";
    private static final String PRINCIPAL = "cv.principal";

    private final HttpSettings settings;
    private final OpenApi openApi;
    private final Authenticator authenticator;
    private final AuditSink audit;
    private final List<Interceptor> interceptors;
    private final Javalin server;

    /**
     * @param settings how to listen
     * @param parts what answers and what watches
     * @throws IllegalStateException when handlers and operations do not pair up
     */
    public HttpApi(HttpSettings settings, HttpParts parts) {
        this.settings = settings;
        this.openApi = parts.openApi();
        this.authenticator = parts.authenticator();
        this.audit = parts.audit();
        this.interceptors = parts.interceptors();
        Map<String, Handler> handlers = parts.handlers();
        checkPairs(handlers);
        this.server =
                Javalin.create(
                        config -> {
                            configure(config);
                            StaticFiles.configure(config);
                            routes(config, handlers);
                        });
    }

    /** Begins to listen. */
    public void start() {
        server.start(settings.host(), settings.port());
    }

    /** Port that it listens on. */
    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void checkPairs(Map<String, Handler> handlers) {
        Set<String> operations = openApi.operations().keySet();
        TreeSet<String> alone = new TreeSet<>(handlers.keySet());
        alone.removeAll(operations);
        TreeSet<String> missing = new TreeSet<>(operations);
        missing.removeAll(handlers.keySet());
        if (!alone.isEmpty() || !missing.isEmpty()) {
            throw new IllegalStateException(
                    "%s: handlers without an operation %s, operations without a handler %s"
                            .formatted(OpenApi.RESOURCE, alone, missing));
        }
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.http.prefer405over404 = true;
        config.http.generateEtags = false;
        config.http.maxRequestSize = settings.maxBodyBytes();
        config.jetty.threadPool =
                new QueuedThreadPool(settings.threads(), Math.min(8, settings.threads()));
        ServerErrors errors = new ServerErrors();
        config.jetty.modifyServer(
                server -> {
                    server.setErrorHandler(errors);
                    server.addBean(new NetworkConnectionLimit(settings.maxConnections(), server));
                });
        config.jetty.modifyServletContextHandler(servlets -> servlets.setErrorHandler(errors));
        config.jetty.modifyHttpConfiguration(
                http -> {
                    http.setSendServerVersion(false);
                    http.setRequestHeaderSize(settings.maxHeaderBytes());
                    http.setIdleTimeout(
                            Duration.ofSeconds(settings.idleTimeoutSeconds()).toMillis());
                });
    }

    private void routes(JavalinConfig config, Map<String, Handler> handlers) {
        config.routes.before(this::received);
        config.routes.after(this::completed);
        openApi.operations()
                .forEach(
                        (id, operation) ->
                                config.routes.addHttpHandler(
                                        HandlerType.findOrCreate(operation.method()),
                                        operation.path(),
                                        context -> handle(context, operation, handlers.get(id))));
        config.routes.exception(ApiError.class, this::refuse);
        config.routes.exception(HttpResponseException.class, this::refuse);
        config.routes.exception(Exception.class, this::fail);
    }

    private void received(Context context) {
        context.attribute(STARTED, System.nanoTime());
        for (Interceptor interceptor : interceptors) {
            interceptor.received(context.req(), context.res());
        }
        refusePathParameters(context);
        if (isPreflight(context)) {
            context.status(204).skipRemainingHandlers();
        }
    }

    /** The server takes what follows a semicolon for no part of the path and does not check it. */
    private static void refusePathParameters(Context context) {
        if (context.req().getRequestURI().indexOf(';') >= 0) {
            throw new ApiError(ErrorCode.INVALID_REQUEST, "The path has a semicolon")
                    .cure("Write %3B where one is meant");
        }
    }

    /** What a browser asks before a page of another origin may call; it is answered by headers. */
    private static boolean isPreflight(Context context) {
        return context.method() == HandlerType.OPTIONS
                && context.header("Access-Control-Request-Method") != null;
    }

    private void handle(Context context, OperationSpec operation, Handler handler)
            throws Exception {
        try (Scope trace = RequestTrace.enter(context.req())) {
            answer(context, operation, handler);
        }
    }

    private void answer(Context context, OperationSpec operation, Handler handler)
            throws Exception {
        context.attribute(OPERATION, operation.id());
        Principal principal = principal(context, operation);
        operation.checkParameters(context.pathParamMap(), context.queryParamMap(), context::header);
        JsonNode body = body(context, operation);
        context.attribute(Call.BODY, (Supplier<InputStream>) () -> steadyBody(context));
        Call call = new Call(context, operation, principal, body, audit);
        for (Interceptor interceptor : interceptors) {
            interceptor.admitted(call);
        }
        handler.handle(call);
    }

    private Principal principal(Context context, OperationSpec operation) {
        if (operation.roles().isEmpty()) {
            // What is open to all is so for bad credentials too: a probe may carry some of its own.
            return null;
        }
        context.attribute(AUTHENTICATOR, authenticator);
        Optional<Principal> caller = authenticator.authenticate(context.req());
        caller.ifPresent(principal -> context.attribute(PRINCIPAL, principal));
        Principal principal =
                caller.orElseThrow(
                        () ->
                                new ApiError(ErrorCode.UNAUTHORIZED, "No credentials were shown")
                                        .cure(
                                                "Send Authorization: Bearer TOKEN; ./cv token"
                                                        + " issues one")
                                        .header("WWW-Authenticate", "Bearer"));
        if (principal.roles().stream().noneMatch(operation.roles()::contains)) {
            throw new ApiError(
                            ErrorCode.FORBIDDEN,
                            "%s needs one of the roles %s"
                                    .formatted(
                                            operation.id(),
                                            operation.roles().stream().map(Role::word).toList()))
                    .cure("Ask an administrator for a token with such a role");
        }
        return principal;
    }

    private JsonNode body(Context context, OperationSpec operation) throws IOException {
        if (operation.contentTypes().isEmpty()) {
            return null;
        }
        String type = mediaType(context.contentType());
        boolean isThere = context.req().getContentLengthLong() > 0 || type != null;
        if (!isThere && !operation.bodyRequired()) {
            return null;
        }
        if (type == null || operation.contentTypes().stream().noneMatch(t -> fits(t, type))) {
            throw new ApiError(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "The content type " + Shown.of(type) + " is not taken here")
                    .field("Content-Type")
                    .cure("Send one of " + operation.contentTypes());
        }
        if (operation.body() == null || !type.equals(JSON)) {
            return null;
        }
        JsonNode body = BridgeJson.parse(bytes(context));
        operation.body().check("", body);
        return body;
    }

    private byte[] bytes(Context context) throws IOException {
        int limit = settings.maxBodyBytes();
        byte[] bytes = steadyBody(context).readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new ApiError(
                            ErrorCode.PAYLOAD_TOO_LARGE,
                            "The body is larger than %d KiB".formatted(limit / 1024))
                    .cure("Send less at once, or raise CV_API_MAX_BODY_KB");
        }
        return bytes;
    }

    private InputStream steadyBody(Context context) {
        return new SteadyInputStream(
                context.bodyInputStream(), settings.minBytesPerSecond(), System::nanoTime);
    }

    private static String mediaType(String contentType) {
        return contentType == null
                ? null
                : contentType.split(";", 2)[0].strip().toLowerCase(java.util.Locale.ROOT);
    }

    private static boolean fits(String range, String type) {
        return range.equals(type)
                || range.equals("*/*")
                || (range.endsWith("/*")
                        && type.startsWith(range.substring(0, range.length() - 1)));
    }

    private void completed(Context context) {
        UnreadBody.drain(context.req());
        Long started = context.attribute(STARTED);
        Duration took = Duration.ofNanos(started == null ? 0 : System.nanoTime() - started);
        for (Interceptor interceptor : interceptors) {
            interceptor.completed(
                    context.req(),
                    context.res(),
                    context.attribute(OPERATION),
                    context.attribute(PRINCIPAL),
                    took);
        }
    }

    private void refuse(ApiError error, Context context) {
        if (error.getCause() != null) {
            LOG.warn("{} {}: {}", context.method(), context.path(), error.getMessage(), error);
        }
        error.headers().forEach(context::header);
        write(context, error.problem(RequestTrace.id(context.req())));
    }

    private void refuse(HttpResponseException error, Context context) {
        ErrorCode code =
                switch (error.getStatus()) {
                    case 404 -> ErrorCode.NOT_FOUND;
                    case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
                    case 413 -> ErrorCode.PAYLOAD_TOO_LARGE;
                    default -> ErrorCode.INVALID_FIELD;
                };
        refuse(
                new ApiError(
                        code,
                        "%s %s is not a route of this interface"
                                .formatted(context.method(), Shown.of(context.path()))),
                context);
    }

    private void fail(Exception error, Context context) {
        ApiError refusal = ClientFaults.of(error).orElse(null);
        if (refusal != null) {
            refuse(refusal, context);
            return;
        }
        String trace = RequestTrace.id(context.req());
        LOG.error("{} {} failed, trace {}", context.method(), context.path(), trace, error);
        ApiError told =
                new ApiError(ErrorCode.INTERNAL_ERROR, "The bridge failed to answer")
                        .cure("Report the trace id; the bridge's log tells more under it");
        write(context, told.problem(trace));
    }

    private static void write(Context context, Problem problem) {
        context.status(problem.status())
                .contentType(Problem.MEDIA_TYPE)
                .result(BridgeJson.bytes(problem));
    }
}
