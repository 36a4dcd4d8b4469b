package ke.co.datacraft.cv.bridge.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.http.OperationSpec;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is thrown at it, the bridge answers: with what it was asked for, or with a problem. */
class MalformedRequestsITCase {

    private static final ContractFile FILE = new ContractFile();
    private static final ExchangeCheck CHECK = new ExchangeCheck(FILE);
    private static final List<OperationSpec> OPERATIONS =
            List.copyOf(FILE.openApi().operations().values());

    private static ApiBridge bridge;
    private static String token;

    @BeforeContainer
    static void start() {
        bridge = TestingBridge.start(Map.of("CV_RATE_LIMIT_PER_MINUTE", "0"));
        token = TestingBridge.token(TestingBridge.tenant(), Role.ADMIN);
    }

    @AfterContainer
    static void stop() {
        bridge.close();
    }

    @Property(tries = 1500)
    void noBodyIsTooStrange(
            @ForAll("operations") OperationSpec operation,
            @ForAll("contentTypes") String contentType,
            @ForAll("bodies") byte[] body) {
        RawRequest request = new RawRequest(operation.method(), target(operation, "x"), token);

        answers(operation, request.header("Content-Type", contentType).body(body));
    }

    @Property(tries = 1500)
    void noFieldIsTooStrange(
            @ForAll("withJson") OperationSpec operation,
            @ForAll("jsonValues") JsonNode value,
            @ForAll int place) {
        JsonNode sample =
                FILE.operation(operation.id())
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("examples")
                        .iterator()
                        .next()
                        .path("value");
        JsonNode mutant = JsonMutations.replace(sample, place, value);
        RawRequest request = new RawRequest(operation.method(), target(operation, "x"), token);

        answers(
                operation,
                request.header("Content-Type", "application/json")
                        .body(mutant.toString().getBytes(StandardCharsets.UTF_8)));
    }

    @Property(tries = 1500)
    void noParameterIsTooStrange(
            @ForAll("operations") OperationSpec operation,
            @ForAll("texts") String inPath,
            @ForAll("texts") String inQuery,
            @ForAll int which) {
        List<String> names = operation.names("query");
        String name = names.isEmpty() ? inQuery : names.get(Math.floorMod(which, names.size()));
        String target =
                target(operation, ContractClient.encoded(inPath))
                        + "?"
                        + ContractClient.encoded(name)
                        + "="
                        + ContractClient.encoded(inQuery);

        answers(operation, new RawRequest(operation.method(), target, token));
    }

    @Property(tries = 1000)
    void noTargetIsTooStrange(@ForAll("methods") String method, @ForAll("targets") String target) {
        RawRequest.Reply reply = new RawRequest(method, target, token).send(bridge.port());

        isAProblemUnlessFine(method + " " + target, reply);
    }

    @Property(tries = 1000)
    void noHeaderIsTooStrange(
            @ForAll("operations") OperationSpec operation,
            @ForAll("headerNames") String name,
            @ForAll("headerValues") String value) {
        RawRequest request =
                new RawRequest(operation.method(), target(operation, "x"), token)
                        .header(name, value);

        isAProblemUnlessFine(operation.id() + " " + name, request.send(bridge.port()));
    }

    private static void answers(OperationSpec operation, RawRequest request) {
        RawRequest.Reply reply = request.send(bridge.port());

        isAProblemUnlessFine(operation.id(), reply);
        if (reply.operationWasReached()) {
            CHECK.verify(operation.id(), reply.answer());
        }
    }

    private static void isAProblemUnlessFine(String what, RawRequest.Reply reply) {
        Answer answer = reply.answer();
        assertThat(answer.status()).as("%s: %s", what, answer).isLessThan(500);
        if (answer.status() >= 400 && !reply.isHead()) {
            assertThat(answer.mediaType())
                    .as("%s: %s", what, answer)
                    .isEqualTo("application/problem+json");
            assertThat(answer.code()).matches("[a-z][a-z0-9_]+");
        }
    }

    private static String target(OperationSpec operation, String value) {
        return operation.path().replaceAll("\\{\\w+}", value.replace("$", "%24"));
    }

    @Provide
    Arbitrary<OperationSpec> operations() {
        // A stream would be read for ever; its parameters are those of the others.
        return Arbitraries.of(OPERATIONS).filter(spec -> !spec.id().equals("streamEvents"));
    }

    @Provide
    Arbitrary<OperationSpec> withJson() {
        return operations().filter(spec -> spec.contentTypes().contains("application/json"));
    }

    @Provide
    Arbitrary<String> contentTypes() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "application/json",
                        "application/json; charset=utf-16",
                        "multipart/form-data",
                        "multipart/form-data; boundary=x",
                        "image/png",
                        "application/octet-stream",
                        ";",
                        "*/*"),
                Arbitraries.strings().withCharRange('!', '~').ofMaxLength(40));
    }

    @Provide
    Arbitrary<byte[]> bodies() {
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        Arbitrary<byte[]> json =
                jsonValues().map(value -> value.toString().getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> deep =
                Arbitraries.integers()
                        .between(1, 20_000)
                        .map(depth -> "[".repeat(depth).getBytes(StandardCharsets.UTF_8));
        Arbitrary<byte[]> form =
                Arbitraries.strings()
                        .ofMaxLength(100)
                        .map(
                                text ->
                                        ("--x\r\nContent-Disposition: form-data; name=\""
                                                        + text
                                                        + "\"\r\n\r\n"
                                                        + text
                                                        + "\r\n--x--\r\n")
                                                .getBytes(StandardCharsets.UTF_8));
        return Arbitraries.oneOf(noise, json, deep, form);
    }

    @Provide
    Arbitrary<JsonNode> jsonValues() {
        return JsonMutations.values();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().numeric().ofMaxLength(400),
                Arbitraries.of(
                        "\u0000",
                        "..",
                        "null",
                        "'; DROP TABLE cv.tenants; --",
                        "9223372036854775808",
                        "1e999999999",
                        "-1",
                        "NaN",
                        "true",
                        "2026-13-45T99:99:99Z",
                        "+999999999-12-31T23:59:59Z",
                        "0000-00-00T00:00:00Z",
                        "00000000-0000-0000-0000-000000000000",
                        "AAAA",
                        "x".repeat(4000)));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of(
                "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "BREW");
    }

    @Provide
    Arbitrary<String> targets() {
        Arbitrary<String> begin =
                Arbitraries.of(
                        "/",
                        "/api/v1/",
                        "/api/v1/jobs/",
                        "/api",
                        "/v2/",
                        "/docs/",
                        "/webjars/",
                        "/console/",
                        "/api/v1/sources/",
                        "//",
                        "/api/v1//jobs",
                        "/api/v1/jobs/%2e%2e");
        Arbitrary<String> end =
                Arbitraries.strings()
                        .withChars("abc/.%0123456789;:@&=+$,?#[]{}|\\^~`'\"<>-_*()!".toCharArray())
                        .ofMaxLength(40);
        return Combinators.combine(begin, end).as((left, right) -> left + right);
    }

    @Provide
    Arbitrary<String> headerNames() {
        return Arbitraries.of(
                "Accept",
                "Accept-Encoding",
                "Accept-Language",
                "Authorization",
                "X-API-Key",
                "Cookie",
                "Content-Length",
                "Content-Encoding",
                "Transfer-Encoding",
                "Host",
                "Idempotency-Key",
                "If-None-Match",
                "If-Modified-Since",
                "Last-Event-ID",
                "Origin",
                "Range",
                "traceparent",
                "tracestate",
                "X-Forwarded-For",
                "X-Forwarded-Proto",
                "X-HTTP-Method-Override");
    }

    @Provide
    Arbitrary<String> headerValues() {
        return Arbitraries.oneOf(
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(200),
                Arbitraries.strings().withCharRange('\u0080', '\u00ff').ofMaxLength(50),
                Arbitraries.of(
                        "",
                        "bytes=0-",
                        "bytes=-1,5-2",
                        "Bearer ",
                        "Bearer a.b.c",
                        "Basic YTpi",
                        "gzip;q=x",
                        "00-0-0-00",
                        "cv_session=;",
                        "*/*;q=nonsense",
                        "x".repeat(7000)));
    }
}
