package ke.co.datacraft.cv.telemetry;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** A collector that takes OTLP over HTTP and keeps what it gets. */
public final class TestingCollector implements AutoCloseable {

    private static final String PATH = "/v1/traces";

    /**
     * A span that arrived.
     *
     * @param service name of the process
     * @param traceId 32 hexadecimal digits
     * @param spanId 16 hexadecimal digits
     * @param parentId 16 hexadecimal digits, empty for a root
     * @param name name
     * @param startNanos since the epoch
     * @param endNanos since the epoch
     * @param attributes texts and numbers as texts
     */
    public record ReceivedSpan(
            String service,
            String traceId,
            String spanId,
            String parentId,
            String name,
            long startNanos,
            long endNanos,
            Map<String, String> attributes) {}

    private final List<ReceivedSpan> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    /** Starts on a free port. */
    public TestingCollector() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                PATH,
                exchange -> {
                    try (InputStream body = exchange.getRequestBody()) {
                        boolean zipped =
                                "gzip"
                                        .equals(
                                                exchange.getRequestHeaders()
                                                        .getFirst("Content-Encoding"));
                        read((zipped ? new GZIPInputStream(body) : body).readAllBytes());
                    }
                    exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
        server.start();
    }

    /** Value for {@code CV_OTLP_ENDPOINT}. */
    public String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** All spans that came. */
    public List<ReceivedSpan> spans() {
        return List.copyOf(spans);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** {@code ExportTraceServiceRequest}: resource_spans = 1. */
    private void read(byte[] request) throws IOException {
        fields(
                request,
                (field, value) -> {
                    if (field == 1) {
                        resourceSpans((byte[]) value);
                    }
                });
    }

    /** {@code ResourceSpans}: resource = 1, scope_spans = 2; {@code ScopeSpans}: spans = 2. */
    private void resourceSpans(byte[] message) throws IOException {
        Map<String, String> resource = new HashMap<>();
        fields(
                message,
                (field, value) -> {
                    if (field == 1) {
                        fields((byte[]) value, (f, v) -> attribute(resource, f, v, 1));
                    }
                });
        fields(
                message,
                (field, value) -> {
                    if (field == 2) {
                        fields(
                                (byte[]) value,
                                (f, v) -> {
                                    if (f == 2) {
                                        spans.add(span((byte[]) v, resource.get("service.name")));
                                    }
                                });
                    }
                });
    }

    /** {@code Span} of trace.proto. */
    private static ReceivedSpan span(byte[] message, String service) throws IOException {
        Map<Integer, Object> found = new HashMap<>();
        Map<String, String> attributes = new HashMap<>();
        fields(
                message,
                (field, value) -> {
                    found.putIfAbsent(field, value);
                    attribute(attributes, field, value, 9);
                });
        return new ReceivedSpan(
                service,
                hex(found.get(1)),
                hex(found.get(2)),
                hex(found.get(4)),
                new String((byte[]) found.get(5)),
                (Long) found.get(7),
                (Long) found.get(8),
                attributes);
    }

    /** {@code KeyValue}: key = 1, value = 2 with string_value = 1 or int_value = 3. */
    private static void attribute(
            Map<String, String> attributes, int field, Object value, int wanted)
            throws IOException {
        if (field != wanted) {
            return;
        }
        String[] pair = new String[2];
        fields(
                (byte[]) value,
                (f, v) -> {
                    if (f == 1) {
                        pair[0] = new String((byte[]) v);
                    } else {
                        fields(
                                (byte[]) v,
                                (g, x) ->
                                        pair[1] =
                                                x instanceof byte[] text
                                                        ? new String(text)
                                                        : String.valueOf(x));
                    }
                });
        attributes.put(pair[0], pair[1]);
    }

    private interface FieldVisitor {
        void field(int number, Object value) throws IOException;
    }

    private static void fields(byte[] message, FieldVisitor visitor) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(message);
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            Object value =
                    switch (WireFormat.getTagWireType(tag)) {
                        case WireFormat.WIRETYPE_VARINT -> in.readInt64();
                        case WireFormat.WIRETYPE_FIXED64 -> in.readFixed64();
                        case WireFormat.WIRETYPE_FIXED32 -> (long) in.readFixed32();
                        case WireFormat.WIRETYPE_LENGTH_DELIMITED -> in.readByteArray();
                        default -> throw new IOException("No field of OTLP has tag " + tag);
                    };
            visitor.field(WireFormat.getTagFieldNumber(tag), value);
        }
    }

    private static String hex(Object bytes) {
        return bytes == null ? "" : HexFormat.of().formatHex((byte[]) bytes);
    }
}
