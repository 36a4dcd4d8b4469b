package ke.co.datacraft.cv.standalone.services;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka broker that is its own controller (KRaft), in this process. */
public final class EmbeddedKafka implements EmbeddedService {

    /** Fixed, so that a folder can be used again: a random one would not match what it holds. */
    private static final String CLUSTER_ID = "Y3YtZW1iZWRkZWQta2Fma2E";

    private static final int NODE_ID = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Topics topics;
    private final int port = Ports.free();
    private final int controllerPort = Ports.free();
    private KafkaRaftServer server;

    /**
     * @param data data folder of the stack
     * @param topics topics to create
     */
    public EmbeddedKafka(DataFolder data, Topics topics) {
        this.folder = data.folder("kafka");
        this.topics = topics;
    }

    @Override
    public String name() {
        return "Kafka";
    }

    /** {@code host:port} of the broker. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public synchronized void start() {
        if (server != null) {
            return;
        }
        try {
            format();
            server = new KafkaRaftServer(new KafkaConfig(properties(), false), Time.SYSTEM);
            server.startup();
            awaitBroker();
            TopicSetup.create(bootstrapServers(), topics);
        } catch (Exception e) {
            closeAfter(e);
            throw new ServiceException(
                    "Cannot start Kafka in " + folder + ": " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        if (server == null) {
            return;
        }
        try {
            server.shutdown();
            server.awaitShutdown();
        } finally {
            server = null;
        }
    }

    private void closeAfter(Exception failure) {
        try {
            close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private void format() throws Exception {
        new Formatter()
                .setClusterId(CLUSTER_ID)
                .setNodeId(NODE_ID)
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(folder.toString()))
                .setMetadataLogDirectory(Optional.of(folder.toString()))
                .setIgnoreFormatted(true)
                .setPrintStream(new java.io.PrintStream(java.io.OutputStream.nullOutputStream()))
                .run();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(network());
        properties.putAll(SINGLE_NODE);
        properties.put("log.dirs", folder.toString());
        properties.put("metadata.log.dir", folder.toString());
        return properties;
    }

    private Map<String, String> network() {
        String broker = "PLAINTEXT://127.0.0.1:" + port;
        String controller = "CONTROLLER://127.0.0.1:" + controllerPort;
        return Map.of(
                "process.roles", "broker,controller",
                "node.id", Integer.toString(NODE_ID),
                "controller.quorum.voters", NODE_ID + "@127.0.0.1:" + controllerPort,
                "listeners", broker + "," + controller,
                "advertised.listeners", broker,
                "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "controller.listener.names", "CONTROLLER",
                "inter.broker.listener.name", "PLAINTEXT",
                "num.network.threads", "2",
                "num.io.threads", "2");
    }

    private static final Map<String, String> SINGLE_NODE =
            Map.ofEntries(
                    Map.entry("offsets.topic.replication.factor", "1"),
                    Map.entry("offsets.topic.num.partitions", "1"),
                    Map.entry("transaction.state.log.replication.factor", "1"),
                    Map.entry("transaction.state.log.min.isr", "1"),
                    Map.entry("transaction.state.log.num.partitions", "1"),
                    Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                    Map.entry("share.coordinator.state.topic.min.isr", "1"),
                    Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                    Map.entry("default.replication.factor", "1"),
                    Map.entry("min.insync.replicas", "1"),
                    Map.entry("auto.create.topics.enable", "false"),
                    Map.entry("group.initial.rebalance.delay.ms", "0"),
                    // A killed run's session must end before the next one may register.
                    Map.entry("broker.session.timeout.ms", "6000"),
                    Map.entry("broker.heartbeat.interval.ms", "1000"),
                    Map.entry("log.segment.bytes", Integer.toString(64 << 20)),
                    Map.entry("log.index.size.max.bytes", Integer.toString(1 << 20)));

    private void awaitBroker() throws InterruptedException, ExecutionException, TimeoutException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            admin.describeCluster().nodes().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }
}
