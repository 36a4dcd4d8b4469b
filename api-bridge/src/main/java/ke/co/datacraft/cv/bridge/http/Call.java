package ke.co.datacraft.cv.bridge.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import ke.co.datacraft.cv.contracts.Rfc3339;

/** One request whose caller may make it and whose parameters and body keep to the interface. */
public final class Call {

    /** Attribute of a request with what opens its body. */
    static final String BODY = "cv.body";

    private static final String JSON = "application/json";

    private final Context context;
    private final OperationSpec operation;
    private final Principal principal;
    private final JsonNode body;
    private final AuditSink audit;

    Call(
            Context context,
            OperationSpec operation,
            Principal principal,
            JsonNode body,
            AuditSink audit) {
        this.context = context;
        this.operation = operation;
        this.principal = principal;
        this.body = body;
        this.audit = audit;
    }

    /** The operation that is asked for. */
    public OperationSpec operation() {
        return operation;
    }

    /**
     * Who asks.
     *
     * @throws ApiError {@link ErrorCode#UNAUTHORIZED} where an open operation is asked by no one
     */
    public Principal principal() {
        if (principal == null) {
            throw new ApiError(ErrorCode.UNAUTHORIZED, "No credentials were shown");
        }
        return principal;
    }

    /** Who asks; empty where an open operation is asked without credentials. */
    public Optional<Principal> caller() {
        return Optional.ofNullable(principal);
    }

    /** Whose data the caller sees. */
    public String tenant() {
        return principal().tenant();
    }

    /**
     * Who asks, found out anew: empty when the credentials count no longer or allow this operation
     * no longer. For requests that stay open.
     */
    public Optional<Principal> callerNow() {
        Authenticator authenticator = context.attribute(HttpApi.AUTHENTICATOR);
        try {
            return authenticator
                    .authenticate(context.req())
                    .filter(now -> now.roles().stream().anyMatch(operation.roles()::contains));
        } catch (ApiError e) {
            if (e.code() == ErrorCode.UNAUTHORIZED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A part of the path. */
    public String path(String name) {
        return context.pathParam(name);
    }

    /** A part of the path that the interface says is a UUID. */
    public UUID pathId(String name) {
        try {
            return UUID.fromString(path(name));
        } catch (IllegalArgumentException e) {
            throw ApiError.invalid(name, "'" + Shown.of(path(name)) + "' is no UUID");
        }
    }

    /** A query parameter. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(context.queryParam(name));
    }

    /** All values of a list parameter, given by commas or several times. */
    public List<String> queries(String name) {
        return context.queryParams(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .toList();
    }

    /** A whole number. */
    public int queryInt(String name, int otherwise) {
        return query(name).map(Integer::parseInt).orElse(otherwise);
    }

    /** A time in RFC 3339. */
    public Optional<Instant> queryTime(String name) {
        return query(name).map(text -> time(name, text));
    }

    private static Instant time(String name, String text) {
        try {
            return Rfc3339.parse(text);
        } catch (DateTimeException e) {
            throw ApiError.invalid(name, "'" + Shown.of(text) + "' is no time")
                    .cure("Write 2026-01-31T12:00:00Z; a + in a query is written %2B");
        }
    }

    /** A request header. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(context.header(name));
    }

    /** The JSON body; null where none was sent and none is needed. */
    public JsonNode body() {
        return body;
    }

    /** The JSON body as a record. */
    public <T> T body(Class<T> type) {
        return BridgeJson.convert(body, type);
    }

    /** The body's bytes as they come, of an operation that takes other than JSON. */
    public InputStream bodyStream() {
        Supplier<InputStream> stream = context.attribute(BODY);
        return stream.get();
    }

    /** The servlet's request. */
    public HttpServletRequest request() {
        return context.req();
    }

    /** The servlet's response, for handlers that write on their own. */
    public HttpServletResponse response() {
        return context.res();
    }

    /** Answers with JSON. */
    public void json(int status, Object value) {
        bytes(status, JSON, BridgeJson.bytes(value));
    }

    /** Answers with bytes. */
    public void bytes(int status, String contentType, byte[] bytes) {
        context.status(status).contentType(contentType).result(bytes);
    }

    /** Answers with a stream, which is closed. */
    public void stream(int status, String contentType, InputStream stream) {
        context.status(status).contentType(contentType).result(stream);
    }

    /**
     * Answers later: no thread waits, and the answer goes out when the future is done.
     *
     * @param answer called once this thread may write no more; its future answers by other methods
     *     of this call, or wrote to the response itself
     */
    public void later(Supplier<? extends CompletableFuture<?>> answer) {
        context.future(answer);
    }

    /** Answers that there is nothing to say. */
    public void noContent() {
        context.status(204);
    }

    /** Sends the client elsewhere for this request. */
    public void redirect(int status, String location) {
        context.status(status).header("Location", location);
    }

    /** Sets a header of the answer. */
    public void header(String name, String value) {
        context.header(name, value);
    }

    /** Says where the thing that was made is. */
    public void location(String path) {
        header("Location", path);
    }

    /**
     * Notes for the audit what was read, changed or deleted.
     *
     * @param action such as {@code job.cancel}
     * @param objectType such as {@code job}
     * @param objectId which one, or null for several
     */
    public void audit(String action, String objectType, String objectId) {
        audit.record(this, action, objectType, objectId);
    }
}
