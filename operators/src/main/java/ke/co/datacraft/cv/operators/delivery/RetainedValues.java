package ke.co.datacraft.cv.operators.delivery;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * The last value of each topic on its way to a broker that may be away: newer ones take the place
 * of those that wait. When the broker is back it gets all that is known, as it may have forgotten.
 */
final class RetainedValues {

    /** What a broker keeps nothing of (MQTT 5, 3.3.1.3). */
    private static final String NOTHING = "";

    private final BiFunction<String, String, CompletableFuture<Void>> publish;
    private final BooleanSupplier isConnected;
    private final Map<String, String> known = new HashMap<>();
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean running;
    private boolean connected;
    private long published;
    private long refused;

    /**
     * @param publish sends a value to a topic; done when the broker has it
     * @param isConnected whether the broker is there now
     */
    RetainedValues(
            BiFunction<String, String, CompletableFuture<Void>> publish,
            BooleanSupplier isConnected) {
        this.publish = publish;
        this.isConnected = isConnected;
    }

    /** Notes a value; any thread, never waits. */
    synchronized void put(String topic, String value) {
        known.put(topic, value);
        waiting.remove(topic);
        waiting.add(topic);
        send();
    }

    /** A topic is no more; any thread, never waits. */
    void remove(String topic) {
        put(topic, NOTHING);
    }

    /** The broker is there; any thread. */
    synchronized void connected() {
        connected = true;
        waiting.addAll(known.keySet());
        send();
    }

    /** Values that wait. */
    synchronized int pending() {
        return waiting.size() + (running ? 1 : 0);
    }

    /** Topics that are known. */
    synchronized int known() {
        return known.size();
    }

    /** Values that the broker has got. */
    synchronized long published() {
        return published;
    }

    /** Values that the broker did not take while it was there. */
    synchronized long refused() {
        return refused;
    }

    private void send() {
        // One at a time: more is what no broker must take (receive maximum, MQTT 5, 3.2.2.3.3).
        while (connected && !running && !waiting.isEmpty()) {
            Iterator<String> first = waiting.iterator();
            String topic = first.next();
            first.remove();
            running = true;
            String value = known.get(topic);
            publish.apply(topic, value)
                    .whenComplete((nothing, error) -> answered(topic, value, error));
        }
    }

    private synchronized void answered(String topic, String value, Throwable error) {
        running = false;
        if (error == null) {
            published++;
            if (value.equals(NOTHING) && known.remove(topic, NOTHING)) {
                waiting.remove(topic);
            }
        } else if (isConnected.getAsBoolean()) {
            refused++; // The others go on; the next change or connection tries this one again.
        } else {
            waiting.add(topic);
            connected = false;
        }
        send();
    }
}
