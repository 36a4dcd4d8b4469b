package ke.co.datacraft.cv.operators.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.operators.settings.MqttSettings;
import ke.co.datacraft.cv.operators.settings.TlsFiles;
import ke.co.datacraft.cv.operators.testing.Eventually;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real Mosquitto. */
class MqttTest {

    private static final String AVAILABLE = "site/cv/available";
    private static final String[] SLOW = {"allow_anonymous true", "max_inflight_messages 1"};

    @TempDir private Path folder;

    @BeforeEach
    void isInstalled() {
        assumeTrue(
                MosquittoServer.isInstalled(),
                "Mosquitto is not installed: apt-get install mosquitto");
    }

    @Test
    void anAlertReachesWhoListens() throws Exception {
        try (MosquittoServer broker = MosquittoServer.start(folder);
                MqttListener listener = new MqttListener(broker.url(), "site/cv/alerts/#");
                MqttAdapter adapter = new MqttAdapter(settings(broker, null))) {
            Delivery delivery = Alerts.delivery(1, 0, Alerts.HOUSE);
            eventuallySent(adapter, delivery);
            Eventually.check(() -> listener.last("site/cv/alerts/acme/house") != null);
            assertThat(ContractCodec.tree(listener.last("site/cv/alerts/acme/house").getBytes()))
                    .isEqualTo(ContractCodec.tree(delivery.record().value()));
        }
    }

    @Test
    void valuesAreRetainedAndTheLastWillTellsTheEnd() throws Exception {
        try (MosquittoServer broker = MosquittoServer.start(folder)) {
            Values values = new Values(settings(broker, null));
            values.put("site/cv/counts/acme/gate/car", "1");
            values.put("site/cv/counts/acme/gate/car", "2");
            values.put("site/cv/counts/acme/gate/person", "0");
            Eventually.check(() -> values.pending() == 0);
            try (MqttListener late = new MqttListener(broker.url(), "site/cv/#")) {
                Eventually.check(() -> "2".equals(late.last("site/cv/counts/acme/gate/car")));
                Eventually.check(() -> "0".equals(late.last("site/cv/counts/acme/gate/person")));
                Eventually.check(() -> "online".equals(late.last(AVAILABLE)));
                values.close();
                Eventually.check(() -> "offline".equals(late.last(AVAILABLE)));
            }
        }
    }

    @Test
    void aBrokerThatComesBackWithoutMemoryGetsAllAgain() throws Exception {
        MosquittoServer first = MosquittoServer.start(folder, SLOW);
        try (Values values = new Values(settings(first, null))) {
            for (int i = 0; i < 50; i++) {
                values.put("site/cv/counts/acme/gate/" + i, "1");
            }
            Eventually.check(() -> values.pending() == 0);
            first.close();
            values.put("site/cv/counts/acme/gate/0", "7");
            try (MosquittoServer second = MosquittoServer.start(folder, first.port(), SLOW);
                    MqttListener listener = new MqttListener(second.url(), "site/cv/#")) {
                Eventually.check(
                        () ->
                                "7".equals(listener.last("site/cv/counts/acme/gate/0"))
                                        && "1".equals(listener.last("site/cv/counts/acme/gate/49"))
                                        && "online".equals(listener.last(AVAILABLE)));
            }
        }
    }

    @Test
    void whatIsRemovedIsForgottenHereAndThere() throws Exception {
        MosquittoServer first = MosquittoServer.start(folder);
        String gone = "site/cv/counts/acme/gate/car";
        String other = "site/cv/counts/acme/yard/car";
        try (Values values = new Values(settings(first, null))) {
            values.put(gone, "1");
            values.put(other, "1");
            Eventually.check(() -> values.pending() == 0);
            assertThat(values.values.known()).isEqualTo(2);

            values.values.remove(gone);
            Eventually.check(() -> values.pending() == 0);
            assertThat(values.values.known()).isEqualTo(1);
            try (MqttListener late = new MqttListener(first.url(), "site/cv/#")) {
                // What is retained comes before what is told now.
                values.put(other, "2");
                Eventually.check(() -> "2".equals(late.last(other)));
                assertThat(late.last(gone)).isNull();
            }
            first.close();
        }
    }

    @Test
    void withoutABrokerAnAlertFailsAtOnceAndMayPassLater() throws Exception {
        MosquittoServer broker = MosquittoServer.start(folder);
        broker.close();
        try (MqttAdapter adapter = new MqttAdapter(settings(broker, null))) {
            assertThat(failure(adapter))
                    .hasMessageContaining("is not connected")
                    .matches(DeliveryException::mayPass);
        }
    }

    @Test
    void aWrongPasswordIsNoConnection() throws Exception {
        Path passwords = folder.resolve("passwords");
        Files.writeString(passwords, "cv:good-one\n");
        new ProcessBuilder("mosquitto_passwd", "-U", passwords.toString()).start().waitFor();
        String[] lines = {"allow_anonymous false", "password_file " + passwords};
        try (MosquittoServer broker = MosquittoServer.start(folder, lines)) {
            try (MqttAdapter adapter = new MqttAdapter(settings(broker, "good-one"))) {
                eventuallySent(adapter, Alerts.delivery(1, 0, Alerts.HOUSE));
            }
            try (MqttAdapter adapter = new MqttAdapter(settings(broker, "bad-one"))) {
                Eventually.check(
                        () ->
                                Files.readString(folder.resolve("mosquitto.log"))
                                        .contains("not authorised"));
                assertThat(failure(adapter))
                        .hasMessageContaining("not connected")
                        .hasMessageNotContaining("bad-one");
            }
        }
    }

    @Test
    void withoutConfigurationADeliveryNamesTheVariable() {
        assertThatThrownBy(
                        () -> MqttAdapter.absent().send(Alerts.delivery(1, 0, Alerts.HOUSE)).join())
                .hasMessageContaining("CV_MQTT_URL is not set");
    }

    @Test
    void namesFromOutsideStayWithinTheirLevel() {
        assertThat(MqttTopics.level("traffic light")).isEqualTo("traffic light");
        assertThat(MqttTopics.level("a/b+c#d%e")).isEqualTo("a%2Fb%2Bc%23d%25e");
        assertThat(MqttTopics.level("\u0000ä")).isEqualTo("%00ä");
    }

    private static void eventuallySent(MqttAdapter adapter, Delivery delivery) throws Exception {
        Eventually.check(
                () -> {
                    try {
                        adapter.send(delivery).join();
                        return true;
                    } catch (CompletionException e) {
                        return false;
                    }
                });
    }

    private static DeliveryException failure(MqttAdapter adapter) {
        try {
            adapter.send(Alerts.delivery(1, 0, Alerts.HOUSE)).join();
        } catch (CompletionException e) {
            return (DeliveryException) e.getCause();
        }
        throw new AssertionError("The broker took it");
    }

    private static MqttSettings settings(MosquittoServer broker, String password) {
        return new MqttSettings(
                broker.url(),
                password == null ? null : "cv",
                password,
                "test",
                "site/cv",
                true,
                TlsFiles.NONE,
                Duration.ofSeconds(5));
    }

    /** Values on a connection, as the sink wires them. */
    private static final class Values implements AutoCloseable {

        private final RetainedValues values;
        private final MqttConnection connection;

        Values(MqttSettings settings) {
            values = new RetainedValues(this::publish, this::isConnected);
            connection = new MqttConnection(settings, "counts", AVAILABLE, values::connected);
        }

        private CompletableFuture<Void> publish(String topic, String value) {
            return connection.publish(topic, value.getBytes(StandardCharsets.UTF_8), true);
        }

        private boolean isConnected() {
            return connection.isConnected();
        }

        void put(String topic, String value) {
            values.put(topic, value);
        }

        int pending() {
            return values.pending();
        }

        @Override
        public void close() {
            connection.close();
        }
    }
}
