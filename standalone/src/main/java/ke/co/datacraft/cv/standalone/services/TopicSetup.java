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
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the system, or says which are missing. */
public final class TopicSetup {

    /** Partitions of a topic unless something else is wanted. */
    public static final int DEFAULT_PARTITIONS = 4;

    /** Copies of a topic when the broker decides. */
    public static final int BROKER_DEFAULT = -1;

    private static final int PATIENCE_SECONDS = 60;

    private TopicSetup() {}

    /**
     * How topics lie on the brokers.
     *
     * @param partitions of each, at least 1
     * @param replicationFactor copies of each, at least 1, or {@link #BROKER_DEFAULT}
     */
    public record Layout(int partitions, int replicationFactor) {

        /** Four partitions, and the broker's own replication. */
        public static final Layout DEFAULT = new Layout(DEFAULT_PARTITIONS, BROKER_DEFAULT);

        /** Checks both. */
        public Layout {
            if (partitions < 1) {
                throw new IllegalArgumentException(
                        "partitions is " + partitions + ": give 1 or more");
            }
            if (replicationFactor != BROKER_DEFAULT
                    && (replicationFactor < 1 || replicationFactor > Short.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "replication factor is "
                                + replicationFactor
                                + ": give 1 or more, at most the number of brokers");
            }
        }
    }

    /**
     * Creates the topics that are missing, with four partitions and the broker's own replication.
     *
     * @param bootstrapServers {@code host:port}, separated by commas
     * @return names of the topics created now
     * @throws ServiceException when the broker cannot be reached or refuses
     */
    public static List<String> create(String bootstrapServers, Topics topics) {
        return create(bootstrapServers, Map.of(), topics, Layout.DEFAULT);
    }

    /**
     * The same with further properties of the client, such as those to sign in, and another layout.
     * Topics that are there keep theirs.
     *
     * @throws ServiceException when the broker cannot be reached or refuses
     */
    public static List<String> create(
            String bootstrapServers, Map<String, String> properties, Topics topics, Layout layout) {
        return withAdmin(
                bootstrapServers,
                properties,
                admin -> {
                    List<String> created = new ArrayList<>();
                    for (String topic : missing(admin, topics)) {
                        if (create(admin, definition(topic, topics, layout))) {
                            created.add(topic);
                        }
                    }
                    return created;
                });
    }

    /**
     * Topics that are not there.
     *
     * @throws ServiceException when the broker cannot be reached or refuses
     */
    public static List<String> missing(
            String bootstrapServers, Map<String, String> properties, Topics topics) {
        return withAdmin(bootstrapServers, properties, admin -> missing(admin, topics));
    }

    private static List<String> missing(Admin admin, Topics topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        Set<String> present = admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return topics.all().stream().filter(topic -> !present.contains(topic)).toList();
    }

    private static <T> T withAdmin(
            String bootstrapServers, Map<String, String> properties, AdminWork<T> work) {
        Map<String, Object> settings = new HashMap<>(properties);
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("request.timeout.ms", "20000");
        settings.put("default.api.timeout.ms", "40000");
        try (Admin admin = Admin.create(settings)) {
            return work.apply(admin);
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            throw new ServiceException(
                    "Cannot look after topics on " + bootstrapServers + ": " + reason(e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while looking after topics", e);
        }
    }

    /** The client's own message only says that it could not be made. */
    private static String reason(Exception failure) {
        return failure instanceof KafkaException && failure.getCause() != null
                ? failure.getCause().getMessage()
                : failure.getMessage();
    }

    /** What is done with a client. */
    @FunctionalInterface
    private interface AdminWork<T> {
        T apply(Admin admin) throws ExecutionException, InterruptedException, TimeoutException;
    }

    /** What the stream writes may be larger than what others send to it. */
    static NewTopic definition(String name, Topics topics, Layout layout) {
        Map<String, String> configs = new HashMap<>();
        if (Set.of(topics.results(), topics.shadowResults(), topics.deadLetters()).contains(name)) {
            configs.put("max.message.bytes", Integer.toString(Topics.MAX_MESSAGE_BYTES));
        }
        if (topics.compacted().contains(name)) {
            configs.put("cleanup.policy", "compact");
        }
        return new NewTopic(name, layout.partitions(), (short) layout.replicationFactor())
                .configs(configs);
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
