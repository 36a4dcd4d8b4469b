package ke.co.datacraft.cv.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.settings.TlsFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real server on loopback; signatures are verified by another implementation. */
class WebhookAdapterTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String NEXT = "whsec_c2Vjb25kLXNlY3JldC1vZi0yNC1ieXRlcy0h";

    private record Request(HttpHeaders headers, byte[] body) {}

    @TempDir private Path folder;

    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;
    private Path file;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/ok", exchange -> answer(exchange, 204));
        server.createContext("/gone", exchange -> answer(exchange, 410));
        server.createContext("/broken", exchange -> answer(exchange, 500));
        server.createContext(
                "/busy",
                exchange -> {
                    exchange.getResponseHeaders().set("Retry-After", "17");
                    answer(exchange, 429);
                });
        server.createContext(
                "/moved",
                exchange -> {
                    exchange.getResponseHeaders().set("Location", "/ok");
                    answer(exchange, 307);
                });
        server.createContext("/silent", exchange -> await());
        server.createContext(
                "/endless",
                exchange -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (OutputStream body = exchange.getResponseBody()) {
                        body.write('x');
                        body.flush();
                        await();
                    }
                });
        server.start();
        file = folder.resolve("webhooks.yaml");
        write(
                """
                - name: desk
                  url: %1$s/ok?room=1
                  secrets: [%2$s]
                  headers: {Authorization: Bearer t0p}
                - {name: rotating, url: "%1$s/ok", secrets: [%3$s, %2$s]}
                - {name: gone, url: "%1$s/gone", secrets: [%2$s]}
                - {name: broken, url: "%1$s/broken", secrets: [%2$s]}
                - {name: busy, url: "%1$s/busy", secrets: [%2$s]}
                - {name: moved, url: "%1$s/moved", secrets: [%2$s]}
                - {name: silent, url: "%1$s/silent", secrets: [%2$s]}
                - {name: endless, url: "%1$s/endless", secrets: [%2$s]}
                - {name: theirs, url: "%1$s/ok", secrets: [%2$s], tenants: [globex]}
                - {name: ours, url: "%1$s/ok", secrets: [%2$s], tenants: [globex, acme]}
                """
                        .formatted(url(), SECRET, NEXT));
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void signsAsStandardWebhooksAsks() throws Exception {
        Delivery delivery = Alerts.delivery(1, 0, Alerts.DESK);
        send(delivery);
        Request request = requests.get(0);
        verify(SECRET, request);
        assertThat(request.headers().firstValue("webhook-id")).contains(delivery.id().toString());
        assertThat(request.headers().firstValue("authorization")).contains("Bearer t0p");
        assertThat(request.headers().firstValue("content-type")).contains("application/json");
        JsonNode body = ContractCodec.tree(request.body());
        assertThat(body.get("type").textValue()).isEqualTo("alert.new");
        assertThat(body.get("timestamp").textValue()).isEqualTo("2026-03-04T05:06:09.960Z");
        assertThat(body.at("/data/rule_id").textValue()).isEqualTo("night-visitors");
        assertThat(body.at("/data/deliveries").isMissingNode()).isTrue();

        byte[] forged = request.body().clone();
        forged[forged.length - 3] ^= 1;
        assertThatThrownBy(() -> verify(SECRET, new Request(request.headers(), forged)))
                .isInstanceOf(WebhookVerificationException.class);
    }

    @Test
    void anAttemptThatIsMadeAgainHasTheSameIdentity() {
        Delivery delivery = Alerts.delivery(1, 0, Alerts.DESK);
        send(delivery);
        send(delivery);
        send(Alerts.delivery(1, 1, Alerts.DESK));
        send(Alerts.delivery(1, 0, target("ours")));
        List<String> ids =
                requests.stream()
                        .map(request -> request.headers().firstValue("webhook-id").orElseThrow())
                        .toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1));
        assertThat(ids.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void whileASecretIsChangedBothAreGood() throws Exception {
        send(Alerts.delivery(1, 0, target("rotating")));
        verify(SECRET, requests.get(0));
        verify(NEXT, requests.get(0));
    }

    @Test
    void aChangedFileHoldsAtOnce() throws Exception {
        WebhookAdapter adapter = adapter(Duration.ofSeconds(10));
        adapter.send(Alerts.delivery(1, 0, Alerts.DESK)).join();
        write("- {name: desk, url: '%s/ok', secrets: [%s]}".formatted(url(), NEXT));
        adapter.send(Alerts.delivery(2, 0, Alerts.DESK)).join();
        verify(NEXT, requests.get(1));
        write("- {name: desk, url: '%s/ok', secrets: [none]}".formatted(url()));
        adapter.send(Alerts.delivery(3, 0, Alerts.DESK)).join();
        verify(NEXT, requests.get(2));
    }

    @Test
    void tellsWhatMayPassFromWhatCannot() {
        assertThat(failure("gone").mayPass()).isFalse();
        assertThat(failure("broken"))
                .hasMessageContaining("'broken' answered 500")
                .matches(DeliveryException::mayPass);
        assertThat(failure("busy"))
                .matches(DeliveryException::mayPass)
                .matches(e -> e.pause().equals(Duration.ofSeconds(17)));
        assertThat(failure("moved")).hasMessageContaining("redirects are not followed");
        assertThat(requests).hasSize(4);
    }

    @Test
    void anAnswerThatDoesNotEndIsAFailure() {
        // The first request of a process takes long, and would not even be connected in time.
        send(Alerts.delivery(1, 0, Alerts.DESK));
        assertThat(failure("silent", Duration.ofSeconds(1)))
                .hasMessageContaining("did not answer within 1000 ms")
                .matches(DeliveryException::mayPass);
        assertThat(failure("endless", Duration.ofSeconds(1)))
                .hasMessageContaining("did not answer within 1000 ms");
    }

    @Test
    void aServerThatIsNotThereIsNamedWithoutItsAddress() {
        server.stop(0);
        assertThat(failure("desk"))
                .hasMessageContaining("'desk' could not be reached")
                .hasMessageNotContaining("room=1")
                .matches(DeliveryException::mayPass);
    }

    @Test
    void tenantsReachTheirOwnWebhooksAlone() {
        send(Alerts.delivery(1, 0, target("ours")));
        assertThat(failure("theirs"))
                .hasMessageContaining("no webhook 'theirs' for the tenant acme")
                .matches(e -> !e.mayPass());
        assertThat(failure("unknown")).hasMessageContaining("CV_WEBHOOK_TARGETS_PATH");
        assertThat(requests).hasSize(1);
    }

    private DeliveryException failure(String name) {
        return failure(name, Duration.ofSeconds(10));
    }

    private DeliveryException failure(String name, Duration timeout) {
        try {
            adapter(timeout).send(Alerts.delivery(1, 0, target(name))).join();
        } catch (CompletionException e) {
            return (DeliveryException) e.getCause();
        }
        throw new AssertionError("'" + name + "' took it");
    }

    private void send(Delivery delivery) {
        adapter(Duration.ofSeconds(10)).send(delivery).join();
    }

    private WebhookAdapter adapter(Duration timeout) {
        return new WebhookAdapter(
                new WebhookTargets(file.toString()),
                new DeliverySettings.Webhooks(file.toString(), TlsFiles.NONE, timeout),
                Clock.systemUTC());
    }

    private static DeliveryTarget target(String name) {
        return new DeliveryTarget(DeliveryKind.WEBHOOK, name);
    }

    private static void verify(String secret, Request request) throws WebhookVerificationException {
        new Webhook(secret)
                .verify(new String(request.body(), StandardCharsets.UTF_8), request.headers());
    }

    private void write(String yaml) throws IOException {
        FileTime before =
                Files.exists(file)
                        ? Files.getLastModifiedTime(file)
                        : FileTime.fromMillis(System.currentTimeMillis());
        Files.writeString(file, yaml);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 1000));
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, int status) throws IOException {
        requests.add(
                new Request(
                        HttpHeaders.of(
                                Map.copyOf(exchange.getRequestHeaders()), (name, value) -> true),
                        exchange.getRequestBody().readAllBytes()));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
