package ke.co.datacraft.cv.operators.delivery;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/** Listens to everything at a broker. */
public final class MqttListener implements AutoCloseable, MqttCallback {

    private final MqttClient client;
    private final Map<String, String> last = new ConcurrentHashMap<>();
    private final List<String> messages = new CopyOnWriteArrayList<>();

    /** Connects. */
    public MqttListener(String url, String topics) throws MqttException {
        client = new MqttClient(url, "listener-" + System.nanoTime(), new MemoryPersistence());
        client.setCallback(this);
        client.connect();
        client.subscribe(topics, 1);
    }

    /** Last value of a topic, or null. */
    public String last(String topic) {
        return last.get(topic);
    }

    /** All values in their order. */
    public List<String> messages() {
        return messages;
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        String text = new String(message.getPayload(), StandardCharsets.UTF_8);
        last.put(topic, text);
        messages.add(text);
    }

    @Override
    public void disconnected(MqttDisconnectResponse response) {
        // The test sees what it misses.
    }

    @Override
    public void mqttErrorOccurred(MqttException exception) {
        // The test sees what it misses.
    }

    @Override
    public void deliveryComplete(IMqttToken token) {
        // It sends nothing.
    }

    @Override
    public void connectComplete(boolean reconnect, String server) {
        // The constructor waits for it.
    }

    @Override
    public void authPacketArrived(int reasonCode, MqttProperties properties) {
        // Not used.
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 0, false);
        client.close(true);
    }
}
