package ke.co.datacraft.cv.operators.delivery;

import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.operators.settings.MqttSettings;

/** Alerts as they are on {@code cv.alerts}, to a topic of an MQTT broker, at least once. */
final class MqttAdapter implements DeliveryAdapter {

    private static final String ROLE = "alerts";

    private final MqttTopics topics;
    private final MqttConnection connection;

    /** Begins to connect. */
    MqttAdapter(MqttSettings settings) {
        topics = new MqttTopics(settings.topicPrefix());
        connection = new MqttConnection(settings, ROLE, null, () -> {});
    }

    @Override
    public CompletableFuture<Void> send(Delivery delivery) {
        return connection.publish(
                topics.alerts(delivery.alert(), delivery.target()),
                delivery.record().value(),
                false);
    }

    @Override
    public void close() {
        connection.close();
    }

    /** Stands in where no broker is configured. */
    static DeliveryAdapter absent() {
        return new DeliveryAdapter() {

            @Override
            public CompletableFuture<Void> send(Delivery delivery) {
                return CompletableFuture.failedFuture(
                        DeliveryException.permanent(
                                "the rule hands alerts on by MQTT, but CV_MQTT_URL is not set; set"
                                        + " it, then replay this dead letter"));
            }

            @Override
            public void close() {
                // There is nothing to close.
            }
        };
    }
}
