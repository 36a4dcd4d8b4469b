package ke.co.datacraft.cv.standalone.models;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server with one file that can be cut off, moved, silent or gone. */
public final class TestingFileServer implements AutoCloseable {

    /** What the server does with a request. */
    private sealed interface Behaviour {
        record Cut(int bytes) implements Behaviour {}

        record Status(int code) implements Behaviour {}

        record Silence() implements Behaviour {}
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Queue<Behaviour> next = new ConcurrentLinkedQueue<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile byte[] file;
    private volatile String tag = "\"1\"";
    private volatile boolean ranges = true;
    private volatile String redirect;

    public TestingFileServer(byte[] file) {
        this.file = file;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** {@code GET /path} and the range that was asked for, in order. */
    List<String> requests() {
        return requests;
    }

    void cutNextAfter(int bytes) {
        next.add(new Behaviour.Cut(bytes));
    }

    void answerNextWith(int status) {
        next.add(new Behaviour.Status(status));
    }

    void keepSilent() {
        next.add(new Behaviour.Silence());
    }

    void ignoreRanges() {
        ranges = false;
    }

    void redirectTo(String url) {
        redirect = url;
    }

    void replace(byte[] bytes, String newTag) {
        file = bytes;
        tag = newTag;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
        try (exchange) {
            Behaviour behaviour = next.poll();
            if (redirect != null) {
                exchange.getResponseHeaders().set("Location", redirect);
                exchange.sendResponseHeaders(302, -1);
            } else if (behaviour instanceof Behaviour.Status status) {
                exchange.sendResponseHeaders(status.code(), -1);
            } else if (behaviour instanceof Behaviour.Silence) {
                awaitEnd();
            } else {
                send(exchange, range, behaviour);
            }
        }
    }

    private void send(HttpExchange exchange, String range, Behaviour behaviour) throws IOException {
        boolean same = tag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
        int from = 0;
        exchange.getResponseHeaders().set("ETag", tag);
        if (range != null && ranges && same) {
            from = Integer.parseInt(range.replaceAll("\\D", ""));
            exchange.getResponseHeaders()
                    .set(
                            "Content-Range",
                            "bytes %d-%d/%d".formatted(from, file.length - 1, file.length));
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, file.length - from);
        int to = behaviour instanceof Behaviour.Cut cut ? from + cut.bytes() : file.length;
        OutputStream body = exchange.getResponseBody();
        body.write(Arrays.copyOfRange(file, from, to));
        body.flush();
    }

    private void awaitEnd() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
