package ke.co.datacraft.cv.standalone.services;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the system. */
public final class TopicSetup {

    private static final int PARTITIONS = 4;
    private static final int PATIENCE_SECONDS = 60;
    private static final short BROKER_DEFAULT = -1;

    private TopicSetup() {}

    /**
     * Creates the topics that are missing, with four partitions and the broker's own replication.
     *
     * @param bootstrapServers {@code host:port}, separated by commas
     * @return names of the topics created now
     * @throws ServiceException when the broker cannot be reached or refuses
     */
    public static List<String> create(String bootstrapServers, Topics topics) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers", bootstrapServers,
                        "request.timeout.ms", "20000",
                        "default.api.timeout.ms", "40000");
        try (Admin admin = Admin.create(settings)) {
            Set<String> present =
                    admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            List<String> created = new ArrayList<>();
            for (String topic : topics.all()) {
                if (!present.contains(topic) && create(admin, definition(topic, topics))) {
                    created.add(topic);
                }
            }
            return created;
        } catch (ExecutionException | TimeoutException e) {
            throw new ServiceException(
                    "Cannot create topics on " + bootstrapServers + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while creating topics", e);
        }
    }

    /** What the stream writes may be larger than what others send to it. */
    static NewTopic definition(String name, Topics topics) {
        Map<String, String> configs = new HashMap<>();
        if (Set.of(topics.results(), topics.shadowResults(), topics.deadLetters()).contains(name)) {
            configs.put("max.message.bytes", Integer.toString(Topics.MAX_MESSAGE_BYTES));
        }
        if (topics.compacted().contains(name)) {
            configs.put("cleanup.policy", "compact");
        }
        return new NewTopic(name, PARTITIONS, BROKER_DEFAULT).configs(configs);
    }

    private static boolean create(Admin admin, NewTopic topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(List.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }
}
