package ke.co.datacraft.cv.bridge.system;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import ke.co.datacraft.cv.bridge.settings.KafkaSettings;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Kafka: a broker that knows its cluster. */
final class KafkaCheck implements DependencyCheck {

    private static final int TIMEOUT_MS = 900;

    private final KafkaSettings settings;
    private Admin admin;

    KafkaCheck(KafkaSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "kafka";
    }

    /** Jobs wait in the outbox while it is away. */
    @Override
    public boolean required() {
        return false;
    }

    @Override
    public void check() throws DependencyDownException, InterruptedException {
        try {
            if (admin().describeCluster().nodes().get().isEmpty()) {
                throw new DependencyDownException("No broker is alive");
            }
        } catch (ExecutionException | KafkaException e) {
            throw new DependencyDownException("No broker answers", e);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            Map<String, Object> properties = new HashMap<>(settings.properties());
            properties.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
            properties.put(AdminClientConfig.CLIENT_ID_CONFIG, "cv-bridge-check");
            properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
            properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
            properties.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, TIMEOUT_MS);
            admin = Admin.create(properties);
        }
        return admin;
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ZERO);
            admin = null;
        }
    }
}
