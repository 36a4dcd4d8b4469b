package ke.co.datacraft.cv.operators.delivery;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.operators.fetch.RetryPolicy;
import ke.co.datacraft.cv.operators.settings.MqttSettings;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to an MQTT 5 broker that comes up by itself, again and again. Nothing waits in it:
 * what cannot be sent now fails now.
 */
final class MqttConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(MqttConnection.class);

    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline";
    private static final int AT_LEAST_ONCE = 1;
    private static final int FIRST_FAILURE_CODE = 0x80;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final MqttSettings settings;
    private final String availability;
    private final Runnable connected;
    private final MqttAsyncClient client;
    private final DeliveryLoop loop;
    private final RetryPolicy retries =
            new RetryPolicy(
                    Integer.MAX_VALUE,
                    FIRST_PAUSE,
                    LONGEST_PAUSE,
                    () -> ThreadLocalRandom.current().nextDouble());
    private volatile boolean closed;

    /** Why there is no connection, or null. */
    private volatile String reason;

    private int failures;

    /**
     * Begins to connect.
     *
     * @param role what the connection is for, the end of its client id
     * @param availability topic that tells whether the connection is up, or null
     * @param connected run each time that it came up
     */
    MqttConnection(MqttSettings settings, String role, String availability, Runnable connected) {
        this.settings = settings;
        this.availability = availability;
        this.connected = connected;
        this.loop = DeliveryLoop.start("mqtt-" + role);
        try {
            client =
                    new MqttAsyncClient(
                            settings.url(),
                            settings.clientId() + "-" + role,
                            new MemoryPersistence());
        } catch (MqttException | IllegalArgumentException e) {
            loop.close();
            throw new IllegalArgumentException(
                    "CV_MQTT_URL is '"
                            + settings.url()
                            + "'; give tcp://host:1883 or ssl://host:8883");
        }
        client.setCallback(new Watch());
        loop.execute(this::connect);
    }

    /** Whether something can be sent now. */
    boolean isConnected() {
        return client.isConnected();
    }

    /**
     * Sends a message.
     *
     * @return done when the broker has it, else with a {@link DeliveryException}
     */
    CompletableFuture<Void> publish(String topic, byte[] payload, boolean retained) {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        MqttMessage message = new MqttMessage(payload);
        message.setQos(AT_LEAST_ONCE);
        message.setRetained(retained);
        try {
            client.publish(topic, message, null, new Answer(answer));
        } catch (MqttException e) {
            answer.completeExceptionally(failure(e));
        }
        return answer.orTimeout(settings.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(
                        error ->
                                CompletableFuture.failedFuture(
                                        error instanceof DeliveryException
                                                ? error
                                                : failure(error)));
    }

    private void connect() {
        if (closed || client.isConnected()) {
            return;
        }
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout((int) Math.max(1, settings.timeout().toSeconds()));
        options.setUserName(settings.user());
        if (settings.password() != null) {
            options.setPassword(settings.password().getBytes(StandardCharsets.UTF_8));
        }
        if (availability != null) {
            options.setWill(availability, state(OFFLINE));
        }
        try {
            if (settings.url().startsWith("ssl:")) {
                // Read for each connection, as certificates are renewed.
                options.setSocketFactory(TlsContexts.of(settings.tls()).getSocketFactory());
            }
            client.connect(options, null, new Opening());
        } catch (MqttException | IOException e) {
            again(e instanceof MqttException ? MqttFailures.words(e) : e.getMessage());
        }
    }

    private void again(String why) {
        failures++;
        Duration pause = retries.backoff(failures);
        if (!why.equals(reason)) {
            reason = why;
            LOG.warn("MQTT broker {} is away, trying on: {}", settings.url(), why);
        }
        loop.schedule(this::connect, pause);
    }

    private static MqttMessage state(String state) {
        MqttMessage message = new MqttMessage(state.getBytes(StandardCharsets.UTF_8));
        message.setQos(AT_LEAST_ONCE);
        message.setRetained(true);
        return message;
    }

    private DeliveryException failure(Throwable error) {
        String why = reason;
        String what =
                client.isConnected()
                        ? error.toString()
                        : "it is not connected" + (why == null ? "" : ", as " + why);
        return DeliveryException.passing(
                "MQTT broker " + settings.url() + " did not take the message: " + what);
    }

    /** Says goodbye, as the last will speaks only for those who did not. */
    @Override
    public void close() {
        closed = true;
        loop.close();
        try {
            if (client.isConnected()) {
                long patience = settings.timeout().toMillis();
                if (availability != null) {
                    client.publish(availability, state(OFFLINE)).waitForCompletion(patience);
                }
                client.disconnect().waitForCompletion(patience);
            }
        } catch (MqttException e) {
            LOG.debug("MQTT broker {} went first", settings.url(), e);
        }
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            LOG.debug("Not connected to {}", settings.url(), e);
        }
        try {
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("The client of {} cannot be closed", settings.url(), e);
        }
    }

    /** The answer to a message. */
    private final class Answer implements MqttActionListener {

        private final CompletableFuture<Void> answer;

        private Answer(CompletableFuture<Void> answer) {
            this.answer = answer;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            int[] codes = token.getReasonCodes();
            if (codes != null && codes.length > 0 && codes[0] >= FIRST_FAILURE_CODE) {
                answer.completeExceptionally(
                        DeliveryException.passing(
                                "MQTT broker "
                                        + settings.url()
                                        + " refused the message with code "
                                        + codes[0]
                                        + "; see its log and its access list"));
            } else {
                answer.complete(null);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable error) {
            answer.completeExceptionally(failure(error));
        }
    }

    /** The answer to a connection. */
    private final class Opening implements MqttActionListener {

        @Override
        public void onSuccess(IMqttToken token) {
            loop.execute(
                    () -> {
                        if (failures > 0) {
                            LOG.info("MQTT broker {} is back", settings.url());
                        }
                        failures = 0;
                        reason = null;
                        if (availability == null) {
                            connected.run();
                        } else {
                            publish(availability, ONLINE.getBytes(StandardCharsets.UTF_8), true)
                                    .whenComplete((nothing, error) -> connected.run());
                        }
                    });
        }

        @Override
        public void onFailure(IMqttToken token, Throwable error) {
            loop.execute(() -> again(MqttFailures.words(error)));
        }
    }

    /** Learns of the end of a connection. */
    private final class Watch implements MqttCallback {

        @Override
        public void disconnected(MqttDisconnectResponse response) {
            if (!closed) {
                Throwable error = response.getException();
                loop.execute(() -> again(error == null ? "it hung up" : MqttFailures.words(error)));
            }
        }

        @Override
        public void mqttErrorOccurred(MqttException error) {
            LOG.debug("MQTT broker {}", settings.url(), error);
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            // Nothing is subscribed to.
        }

        @Override
        public void deliveryComplete(IMqttToken token) {
            // Each message has its own listener.
        }

        @Override
        public void connectComplete(boolean reconnect, String server) {
            // Each connection has its own listener.
        }

        @Override
        public void authPacketArrived(int reasonCode, MqttProperties properties) {
            // No such authentication is configured.
        }
    }
}
