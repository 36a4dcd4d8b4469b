package ke.co.datacraft.cv.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import ke.co.datacraft.cv.contracts.DeliveryKind;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.operators.settings.DeliverySettings;
import ke.co.datacraft.cv.operators.settings.MqttSettings;
import ke.co.datacraft.cv.operators.settings.TlsFiles;
import ke.co.datacraft.cv.operators.testing.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Mosquitto and a real web server, with authorities that Java does not know. */
class TlsTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String HERE = "IP:127.0.0.1";

    @TempDir private Path folder;
    private TestingAuthority authority;

    @BeforeEach
    void makeAuthority() throws IOException {
        assumeTrue(
                MosquittoServer.isInstalled() && TestingAuthority.isInstalled(),
                "needs Mosquitto and OpenSSL: apt-get install mosquitto openssl");
        authority = new TestingAuthority(folder, "authority");
    }

    @Test
    void aBrokerOfAPrivateAuthorityIsTrustedAndKnowsUsersByPassword() throws Exception {
        Path passwords = folder.resolve("passwords");
        Files.writeString(passwords, "cv:good-one\n");
        new ProcessBuilder("mosquitto_passwd", "-U", passwords.toString()).start().waitFor();
        String[] lines = {"allow_anonymous false", "password_file " + passwords};
        try (MosquittoServer broker = broker(HERE, lines)) {
            try (MqttAdapter adapter = adapter(broker, authority.trusted(), "good-one")) {
                awaitSent(adapter);
            }
            try (MqttAdapter adapter = adapter(broker, authority.trusted(), "bad-one")) {
                awaitFailure(adapter, "it refuses the user or the password");
            }
        }
    }

    @Test
    void aBrokerOfAnotherAuthorityIsRefusedAndTheCureNamed() throws Exception {
        TestingAuthority other = new TestingAuthority(folder, "other");
        try (MosquittoServer broker = broker(HERE, "allow_anonymous true")) {
            for (TlsFiles tls : List.of(TlsFiles.NONE, other.trusted())) {
                try (MqttAdapter adapter = adapter(broker, tls, null)) {
                    awaitFailure(adapter, "give that authority's in CV_DELIVERY_CA_PATH");
                }
            }
        }
    }

    @Test
    void aBrokerWithTheCertificateOfAnotherHostIsRefused() throws Exception {
        try (MosquittoServer broker = broker("DNS:other.test", "allow_anonymous true");
                MqttAdapter adapter = adapter(broker, authority.trusted(), null)) {
            awaitFailure(adapter, "its certificate is not of the host in CV_MQTT_URL");
        }
    }

    @Test
    void aBrokerThatAsksForACertificateGetsOurs() throws Exception {
        String[] lines = {"allow_anonymous true", "require_certificate true"};
        try (MosquittoServer broker = broker(HERE, lines)) {
            try (MqttAdapter adapter =
                    adapter(broker, authority.certified("client", "DNS:client"), null)) {
                awaitSent(adapter);
            }
            try (MqttAdapter adapter = adapter(broker, authority.trusted(), null)) {
                awaitFailure(adapter, "give CV_MQTT_CERTIFICATE_PATH and CV_MQTT_KEY_PATH");
            }
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamedWithTheCure() throws Exception {
        TlsFiles good = authority.certified("client", "DNS:client");
        String none = folder.resolve("none.pem").toString();
        String text = Files.writeString(folder.resolve("text.pem"), "no PEM").toString();

        assertThatThrownBy(() -> TlsContexts.of(new TlsFiles(none, null, null)))
                .hasMessageContaining(
                        "CV_DELIVERY_CA_PATH is '" + none + "', which cannot be read");
        assertThatThrownBy(() -> TlsContexts.of(new TlsFiles(text, null, null)))
                .hasMessageContaining("CV_DELIVERY_CA_PATH is '" + text)
                .hasMessageContaining("give one in PEM form");
        assertThatThrownBy(() -> TlsContexts.of(new TlsFiles(null, good.certificate(), text)))
                .hasMessageContaining("CV_MQTT_KEY_PATH is '" + text)
                .hasMessageContaining("openssl pkcs8 -topk8 -nocrypt");
    }

    @Test
    void aWebhookOfAPrivateAuthorityIsTrustedAndOthersAreNot() throws Exception {
        HttpsServer server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        TlsFiles files = authority.certified("desk", HERE);
        server.setHttpsConfigurator(
                new HttpsConfigurator(
                        TlsContexts.of(new TlsFiles(null, files.certificate(), files.key()))));
        server.createContext(
                "/",
                exchange -> {
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        try {
            Path targets =
                    Files.writeString(
                            folder.resolve("webhooks.yaml"),
                            "- {name: desk, url: 'https://127.0.0.1:%d/', secrets: [%s]}"
                                    .formatted(
                                            server.getAddress().getPort(),
                                            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
            Delivery delivery =
                    Alerts.delivery(1, 0, new DeliveryTarget(DeliveryKind.WEBHOOK, "desk"));

            webhooks(targets, authority.trusted()).send(delivery).join();
            assertThatThrownBy(() -> webhooks(targets, TlsFiles.NONE).send(delivery).join())
                    .hasMessageContaining("has no trusted TLS")
                    .hasMessageContaining("CV_DELIVERY_CA_PATH");
            assertThatThrownBy(
                            () ->
                                    webhooks(targets, new TlsFiles("none.pem", null, null))
                                            .send(delivery)
                                            .join())
                    .hasMessageContaining("CV_DELIVERY_CA_PATH is 'none.pem'");
        } finally {
            server.stop(0);
        }
    }

    private static WebhookAdapter webhooks(Path targets, TlsFiles tls) {
        return new WebhookAdapter(
                new WebhookTargets(targets.toString()),
                new DeliverySettings.Webhooks(targets.toString(), tls, TIMEOUT),
                Clock.systemUTC());
    }

    /** One whose certificate is of the authority. */
    private MosquittoServer broker(String alternative, String... more) throws IOException {
        TlsFiles files = authority.certified("broker", alternative);
        List<String> lines = new ArrayList<>(List.of(more));
        lines.add("cafile " + files.authorities());
        lines.add("certfile " + files.certificate());
        lines.add("keyfile " + files.key());
        return MosquittoServer.start(folder, lines.toArray(String[]::new));
    }

    private static MqttAdapter adapter(MosquittoServer broker, TlsFiles tls, String password) {
        return new MqttAdapter(
                new MqttSettings(
                        broker.url().replace("tcp:", "ssl:"),
                        password == null ? null : "cv",
                        password,
                        "test",
                        "site/cv",
                        true,
                        tls,
                        TIMEOUT));
    }

    private static void awaitSent(MqttAdapter adapter) throws Exception {
        Eventually.check(() -> answer(adapter) == null);
    }

    private static void awaitFailure(MqttAdapter adapter, String words) throws Exception {
        Eventually.check(() -> String.valueOf(answer(adapter)).contains(words));
        assertThat(answer(adapter)).doesNotContain("bad-one");
    }

    /** What became of an alert: null when the broker has it, else the reason. */
    private static String answer(MqttAdapter adapter) {
        try {
            adapter.send(Alerts.delivery(1, 0, Alerts.HOUSE)).join();
            return null;
        } catch (CompletionException e) {
            return e.getCause().getMessage();
        }
    }
}
