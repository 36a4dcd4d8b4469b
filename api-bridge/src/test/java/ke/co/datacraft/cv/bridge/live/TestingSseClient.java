package ke.co.datacraft.cv.bridge.live;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Reads a stream of events as browsers do. */
final class TestingSseClient implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 120;
    private static final Map<String, String> END = Map.of("end", "");

    private final HttpResponse<java.io.InputStream> response;
    private final BlockingQueue<Map<String, String>> frames = new LinkedBlockingQueue<>();

    private TestingSseClient(HttpResponse<java.io.InputStream> response) {
        this.response = response;
        Thread reader = new Thread(this::read, "testing-sse");
        reader.setDaemon(true);
        reader.start();
    }

    /**
     * Opens a stream; it is followed from the position in the frame that {@link #live} waits for.
     */
    static TestingSseClient open(TestingEvents events, String token, String query, String lastId)
            throws IOException, InterruptedException {
        return open(events.port(), query, "Authorization", token, lastId);
    }

    /** Opens a stream of a bridge. */
    static TestingSseClient open(
            int port, String query, String header, String credentials, String lastId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + port
                                                + "/api/v1/events/stream"
                                                + query))
                        .header(header, credentials);
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        return new TestingSseClient(
                HttpClient.newHttpClient()
                        .send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    /** Waits until it is told what comes from now on. */
    TestingSseClient live() throws InterruptedException {
        await(frame -> frame.containsKey("id") && !frame.containsKey("event"));
        return this;
    }

    /** The next events, control events included. */
    List<Map<String, String>> events(int count) throws InterruptedException {
        List<Map<String, String>> found = new ArrayList<>();
        while (found.size() < count) {
            found.add(await(frame -> frame.containsKey("event")));
        }
        return found;
    }

    Map<String, String> event() throws InterruptedException {
        return events(1).get(0);
    }

    /** Waits for a heartbeat at the id. */
    void awaitHeartbeat(String id) throws InterruptedException {
        await(frame -> id.equals(frame.get("id")) && !frame.containsKey("event"));
    }

    void awaitEnd() throws InterruptedException {
        await(END::equals);
    }

    private Map<String, String> await(Predicate<Map<String, String>> wanted)
            throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            Map<String, String> frame =
                    frames.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (frame == null || (frame == END && !wanted.test(END))) {
                throw new AssertionError("The stream tells no more: " + frame);
            }
            if (wanted.test(frame)) {
                return frame;
            }
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            Map<String, String> frame = new LinkedHashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    frames.add(frame);
                    frame = new LinkedHashMap<>();
                } else {
                    int colon = line.indexOf(':');
                    frame.put(line.substring(0, colon), line.substring(colon + 1).strip());
                }
            }
        } catch (IOException e) {
            frames.add(Map.of("error", e.toString()));
        } finally {
            frames.add(END);
        }
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
