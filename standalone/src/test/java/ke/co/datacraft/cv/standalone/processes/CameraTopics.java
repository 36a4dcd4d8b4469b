package ke.co.datacraft.cv.standalone.processes;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What is told to CameraJob, and everything that it has told since. For one thread. */
final class CameraTopics implements AutoCloseable {

    private final Topics topics;
    private final Producer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ImageReference> frames = new ArrayList<>();
    private final List<SourceStatus> statuses = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();
    private int deadLetters;

    /** Topics that are there. */
    CameraTopics(String servers, Topics topics) {
        this.topics = topics;
        this.producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", servers),
                        new StringSerializer(),
                        new ByteArraySerializer());
        this.consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (String topic : List.of(topics.frames(), topics.sourceStatus(), topics.deadLetters())) {
            // A topic that was just created is not known everywhere yet.
            Await.until(
                    "topic " + topic,
                    Duration.ofMinutes(2),
                    () -> !consumer.partitionsFor(topic).isEmpty(),
                    () -> "");
            consumer.partitionsFor(topic)
                    .forEach(part -> partitions.add(new TopicPartition(topic, part.partition())));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    void define(SourceDefinition source) {
        send(source.tenantId(), source.id(), ContractCodec.toBytes(source));
    }

    /** Sends what is no definition. */
    void define(String tenant, String id, String text) {
        send(tenant, id, text.getBytes(StandardCharsets.UTF_8));
    }

    void remove(SourceDefinition source) {
        send(source.tenantId(), source.id(), null);
    }

    private void send(String tenant, String id, byte[] value) {
        producer.send(
                new ProducerRecord<>(topics.sources(), DefinitionKeys.key(tenant, id), value));
        producer.flush();
    }

    /** References of a source, in their order; those that were sent twice stand twice. */
    List<ImageReference> frames(String id) {
        read();
        return frames.stream().filter(frame -> frame.sourceId().equals(id)).toList();
    }

    /** Statuses of a source, in their order. */
    List<SourceStatus> statuses(String id) {
        read();
        return statuses.stream().filter(status -> status.sourceId().equals(id)).toList();
    }

    /** States that a source went through: what it was told to be again is left out. */
    List<SourceState> states(String id) {
        List<SourceState> states = new ArrayList<>();
        for (SourceStatus status : statuses(id)) {
            if (states.isEmpty() || states.get(states.size() - 1) != status.state()) {
                states.add(status.state());
            }
        }
        return states;
    }

    boolean isIn(String id, SourceState state) {
        List<SourceState> states = states(id);
        return !states.isEmpty() && states.get(states.size() - 1) == state;
    }

    /** Whether the end of a source was told. */
    boolean isRemoved(SourceDefinition source) {
        read();
        return removed.contains(DefinitionKeys.key(source.tenantId(), source.id()));
    }

    /** The last status of each source. */
    Map<String, SourceStatus> lastStatuses() {
        Map<String, SourceStatus> last = new TreeMap<>();
        statuses.forEach(status -> last.put(status.sourceId(), status));
        return last;
    }

    int deadLetters() {
        read();
        return deadLetters;
    }

    private void read() {
        for (ConsumerRecord<String, byte[]> message : consumer.poll(Duration.ofMillis(50))) {
            try {
                if (message.topic().equals(topics.frames())) {
                    frames.add(ContractCodec.read(message.value(), ImageReference.class));
                } else if (message.topic().equals(topics.deadLetters())) {
                    deadLetters++;
                } else if (message.value() == null) {
                    removed.add(message.key());
                } else {
                    statuses.add(ContractCodec.read(message.value(), SourceStatus.class));
                }
            } catch (ContractException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
