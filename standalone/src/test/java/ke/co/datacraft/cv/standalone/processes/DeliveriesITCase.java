package ke.co.datacraft.cv.standalone.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.delivery.MosquittoServer;
import ke.co.datacraft.cv.operators.delivery.MqttListener;
import ke.co.datacraft.cv.standalone.VisionStack;
import ke.co.datacraft.cv.standalone.client.DeadLetterTopic;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Alerts of a running system at a webhook and at a real MQTT broker, counts at the broker. */
class DeliveriesITCase {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path folder;

    /** Types of messages by alert, in the order of their arrival. */
    private final Map<String, List<String>> received = new ConcurrentHashMap<>();

    private final Map<String, List<String>> messages = new ConcurrentHashMap<>();
    private final Map<String, String> forged = new ConcurrentHashMap<>();
    private HttpServer server;
    private Path targets;

    @BeforeEach
    void start() throws IOException {
        assumeTrue(
                MosquittoServer.isInstalled(),
                "Mosquitto is not installed: apt-get install mosquitto");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/desk", exchange -> receive("desk", exchange));
        server.createContext("/late", exchange -> receive("late", exchange));
        server.start();
        targets = folder.resolve("webhooks.yaml");
        write("desk");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
    }

    @Test
    @Timeout(300)
    void alertsAndCountsReachTheirTargets() throws Exception {
        try (MosquittoServer broker = MosquittoServer.start(folder);
                MqttListener listener = new MqttListener(broker.url(), "cv/#")) {
            try (VisionStack stack = stack(broker)) {
                stack.startFeeds(name -> {});
                FeedTopics feeds =
                        new FeedTopics(
                                stack.endpoints().bootstrapServers(), stack.topics(), 1, 120);
                feeds.define();
                feeds.rule(
                        List.of(
                                new DeliveryTarget(DeliveryKind.WEBHOOK, "desk"),
                                new DeliveryTarget(DeliveryKind.WEBHOOK, "late"),
                                new DeliveryTarget(DeliveryKind.MQTT, "house")));
                feeds.send(0, 120);

                Await.until(
                        "the beginning and end of alerts at the webhook",
                        PATIENCE,
                        () -> ended("desk") > 2,
                        received::toString);
                Await.until(
                        "counts and availability at the broker",
                        PATIENCE,
                        () ->
                                listener.last("cv/counts/acme/camera-0/bus") != null
                                        && "online".equals(listener.last("cv/available")),
                        () -> listener.messages().toString());
                Await.until(
                        "alerts at the broker",
                        PATIENCE,
                        () -> listener.last("cv/alerts/acme/house") != null,
                        () -> listener.messages().toString());
                replayWhatNobodyTook(stack);
            }
            Await.until(
                    "the end of the job at the broker",
                    PATIENCE,
                    () -> "offline".equals(listener.last("cv/available")),
                    () -> listener.messages().toString());
        }
        assertThat(forged).isEmpty();
        // What was sent again to the other comes after what came since.
        assertThat(received)
                .allSatisfy(
                        (alert, types) ->
                                assertThat(alert.startsWith("late") ? "alert.new" : types.get(0))
                                        .as(alert)
                                        .isEqualTo("alert.new"));
    }

    /** One target was not configured: its alerts are dead letters, which are sent again to it. */
    private void replayWhatNobodyTook(VisionStack stack) throws IOException {
        DeadLetterTopic letters =
                new DeadLetterTopic(stack.endpoints().bootstrapServers(), stack.topics());
        Await.until(
                "dead letters of the webhook that is not configured",
                PATIENCE,
                () -> letters.list().size() > 2,
                () -> letters.list().toString());
        List<DeadLetter> failed = letters.list();
        assertThat(failed)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(ReasonCode.DELIVERY_FAILED);
                            assertThat(letter.message()).contains("no webhook 'late'");
                            assertThat(letter.origin().topic()).isEqualTo(stack.topics().alerts());
                        });
        write("desk", "late");
        letters.replay(failed);
        Await.until(
                "what was sent again",
                PATIENCE,
                () -> messages("late").size() >= failed.size(),
                received::toString);
        assertThat(messages("desk")).as("none of it again").doesNotHaveDuplicates();
    }

    private VisionStack stack(MosquittoServer broker) {
        return VisionStack.start(
                DataFolder.open(folder.resolve("data")),
                VisionStack.defaultOptions(0).withJobs(3),
                FeedTopics.TENANT,
                Map.of(
                        "CV_WEBHOOK_TARGETS_PATH", targets.toString(),
                        "CV_MQTT_URL", broker.url(),
                        "CV_ANALYTICS_IDLE_SECONDS", "5"),
                name -> {});
    }

    private long ended(String place) {
        return received.entrySet().stream()
                .filter(alert -> alert.getKey().startsWith(place))
                .filter(alert -> alert.getValue().contains("alert.end"))
                .count();
    }

    /** Identities of what a place received, which do not change when it is sent again. */
    private List<String> messages(String place) {
        return List.copyOf(messages.getOrDefault(place, List.of()));
    }

    private void write(String... names) throws IOException {
        StringBuilder yaml = new StringBuilder();
        for (String name : names) {
            yaml.append(
                    "- {name: %s, url: 'http://127.0.0.1:%d/%s', secrets: [%s], tenants: [%s]}%n"
                            .formatted(
                                    name,
                                    server.getAddress().getPort(),
                                    name,
                                    SECRET,
                                    FeedTopics.TENANT));
        }
        Files.writeString(targets, yaml);
    }

    private void receive(String place, HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        try {
            new Webhook(SECRET)
                    .verify(
                            new String(body, StandardCharsets.UTF_8),
                            HttpHeaders.of(
                                    Map.copyOf(exchange.getRequestHeaders()),
                                    (name, value) -> true));
            messages.computeIfAbsent(place, key -> new CopyOnWriteArrayList<>())
                    .add(exchange.getRequestHeaders().getFirst("webhook-id"));
            JsonNode message = ContractCodec.tree(body);
            received.computeIfAbsent(
                            place + " " + message.at("/data/id").textValue(),
                            key -> new CopyOnWriteArrayList<>())
                    .add(message.get("type").textValue());
        } catch (ContractException | WebhookVerificationException e) {
            forged.put(place, e.toString());
        }
        exchange.sendResponseHeaders(204, -1);
        exchange.close();
    }
}
