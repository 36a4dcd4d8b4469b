package ke.co.datacraft.cv.bridge.system;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Kafka: a broker that knows its cluster. */
final class KafkaCheck implements DependencyCheck {

    private static final int TIMEOUT_MS = 900;

    private final String bootstrapServers;
    private Admin admin;

    KafkaCheck(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
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
            admin =
                    Admin.create(
                            Map.of(
                                    AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                                    bootstrapServers,
                                    AdminClientConfig.CLIENT_ID_CONFIG,
                                    "cv-bridge-check",
                                    AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                    TIMEOUT_MS,
                                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                                    TIMEOUT_MS,
                                    AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                    TIMEOUT_MS));
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
