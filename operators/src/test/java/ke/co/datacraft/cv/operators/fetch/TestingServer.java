package ke.co.datacraft.cv.operators.fetch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on a free port of this machine, whose answers a test writes. */
public final class TestingServer implements AutoCloseable {

    /** One answer. */
    public interface Answer {
        /** Writes it. */
        void to(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** Starts the server. */
    public TestingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    /** Answers requests to a path and below. */
    public TestingServer at(String path, Answer answer) {
        server.createContext(
                path,
                exchange -> {
                    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    try (exchange) {
                        answer.to(exchange);
                    }
                });
        return this;
    }

    /** Answers requests to a path and below with a status and a body of known length. */
    public TestingServer at(String path, int status, byte[] body) {
        return at(path, exchange -> send(exchange, status, body));
    }

    /** Sends a status and a body of known length. */
    public static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    /** Address of a path. */
    public URI uri(String path) {
        return URI.create(address() + path);
    }

    /** Address of the server, without a slash at its end. */
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Requests so far, as method and path. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
