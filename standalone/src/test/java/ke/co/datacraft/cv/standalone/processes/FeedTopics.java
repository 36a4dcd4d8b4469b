package ke.co.datacraft.cv.standalone.processes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.DefinitionKeys;
import ke.co.datacraft.cv.contracts.DeliveryTarget;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.EventKind;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RuleCondition;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Results of cameras before which cars and people go to and fro, as VisionJob would have written
 * them: the same ones in every run, some of them out of order by less than two seconds.
 */
final class FeedTopics {

    static final String TENANT = "acme";

    private static final Instant BEGIN = Instant.parse("2026-03-01T08:00:00Z");
    private static final int FRAME_MILLIS = 200;
    private static final int FRAMES_PER_CROSSING = 40;
    private static final int SHUFFLED = 8;

    private final String servers;
    private final Topics topics;
    private final int sources;
    private final int frames;

    /**
     * @param sources cameras
     * @param frames frames of each, five per second
     */
    FeedTopics(String servers, Topics topics, int sources, int frames) {
        this.servers = servers;
        this.topics = topics;
        this.sources = sources;
        this.frames = frames;
    }

    /** Sends sources, zones and lines. */
    void define() {
        try (Producer<String, byte[]> producer = producer()) {
            for (int i = 0; i < sources; i++) {
                String id = source(i);
                send(producer, topics.sources(), id, definition(id));
                send(
                        producer,
                        topics.zones(),
                        id + "-area",
                        ZoneDefinition.of(
                                TENANT,
                                id + "-area",
                                id,
                                ZoneKind.POLYGON,
                                List.of(
                                        List.of(0.3, 0.0),
                                        List.of(0.6, 0.0),
                                        List.of(0.7, 1.0),
                                        List.of(0.35, 1.0))));
                send(
                        producer,
                        topics.zones(),
                        id + "-line",
                        ZoneDefinition.of(
                                TENANT,
                                id + "-line",
                                id,
                                ZoneKind.LINE,
                                List.of(List.of(0.45, 0.0), List.of(0.55, 1.0))));
            }
        }
    }

    /**
     * Sends a rule that makes an alert of each crossing of a line.
     *
     * @param deliveries where alerts are handed on to
     */
    void rule(List<DeliveryTarget> deliveries) {
        try (Producer<String, byte[]> producer = producer()) {
            send(
                    producer,
                    topics.rules(),
                    "crossings",
                    new RuleDefinition(
                            ContractCodec.SCHEMA_VERSION,
                            TENANT,
                            "crossings",
                            null,
                            true,
                            new RuleCondition(
                                    List.of(EventKind.LINE),
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null),
                            null,
                            null,
                            null,
                            null,
                            deliveries,
                            1L,
                            null,
                            null));
        }
    }

    /** Sends the results of a range of frames of every source. */
    void send(int from, int until) {
        try (Producer<String, byte[]> producer = producer()) {
            for (int block = from; block < until; block += SHUFFLED) {
                for (int i = 0; i < sources; i++) {
                    for (int frame : shuffled(block, Math.min(until, block + SHUFFLED), i)) {
                        producer.send(
                                new ProducerRecord<>(
                                        topics.results(),
                                        source(i),
                                        ContractCodec.toBytes(result(i, frame))));
                    }
                }
            }
        }
    }

    /** Removes the sources, so that everything ends. */
    void remove() {
        try (Producer<String, byte[]> producer = producer()) {
            for (int i = 0; i < sources; i++) {
                producer.send(
                        new ProducerRecord<>(
                                topics.sources(), DefinitionKeys.key(TENANT, source(i)), null));
            }
        }
    }

    /** Whether a group has read all results and kept what came of them in a checkpoint. */
    boolean isRead(String group) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            Map<TopicPartition, OffsetAndMetadata> read =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            admin.describeTopics(List.of(topics.results()))
                    .allTopicNames()
                    .get()
                    .get(topics.results())
                    .partitions()
                    .forEach(
                            partition ->
                                    ends.put(
                                            new TopicPartition(
                                                    topics.results(), partition.partition()),
                                            OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().entrySet().stream()
                    .allMatch(
                            end ->
                                    end.getValue().offset() == 0
                                            || read.get(end.getKey()) != null
                                                    && read.get(end.getKey()).offset()
                                                            >= end.getValue().offset());
        }
    }

    int frames() {
        return frames;
    }

    private static List<Integer> shuffled(int from, int until, int source) {
        List<Integer> numbers = new ArrayList<>();
        for (int frame = from; frame < until; frame++) {
            numbers.add(frame);
        }
        Collections.shuffle(numbers, new Random(31L * from + source));
        return numbers;
    }

    /** Messages of events, each once, by event and number, without their process time. */
    Map<String, String> events() {
        Map<String, String> events = new TreeMap<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(
                        Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                        new StringDeserializer(),
                        new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topics.events()).stream()
                            .map(p -> new TopicPartition(p.topic(), p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> message :
                        consumer.poll(Duration.ofSeconds(1))) {
                    AnalyticsEvent event = read(message.value());
                    String content = ContractCodec.toJson(event.withProcessTime(null));
                    String before = events.put(event.id() + " " + event.sequence(), content);
                    if (before != null && !before.equals(content)) {
                        throw new AssertionError("Told twice: " + before + " / " + content);
                    }
                }
            }
        }
        return events;
    }

    private static AnalyticsEvent read(byte[] json) {
        try {
            return ContractCodec.read(json, AnalyticsEvent.class);
        } catch (ContractException e) {
            throw new AssertionError(e);
        }
    }

    private Producer<String, byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static void send(
            Producer<String, byte[]> producer, String topic, String id, Object definition) {
        producer.send(
                new ProducerRecord<>(
                        topic, DefinitionKeys.key(TENANT, id), ContractCodec.toBytes(definition)));
    }

    private static String source(int number) {
        return "camera-" + number;
    }

    /** Two cars and a person, each on its way again and again, and a bus that is always there. */
    private static ImageResult result(int source, int frame) {
        String id = source(source);
        Instant time = BEGIN.plusMillis((long) frame * FRAME_MILLIS);
        String uri = "file:///frames/" + id + "/" + frame + ".jpg";
        List<DetectedObject> objects = new ArrayList<>();
        double way = (frame + 7.0 * source) % FRAMES_PER_CROSSING / FRAMES_PER_CROSSING;
        add(objects, "car", 2, 20 + way * 520, 300, 90, 60, way);
        add(objects, "car", 2, 540 - way * 520, 180, 80, 50, way);
        add(objects, "person", 0, 100 + way * 400, 60, 30, 80, way);
        objects.add(new DetectedObject("bus", 5, 0.9, List.of(500.0, 10.0, 100.0, 60.0), null));
        return ImageResult.ofFrame(
                TENANT,
                id,
                uri,
                new ImageSize(640, 480),
                time,
                List.of(TaskResult.ofObjects(objects)));
    }

    private static void add(
            List<DetectedObject> objects,
            String label,
            int classId,
            double x,
            double y,
            double width,
            double height,
            double way) {
        // The way's last part is empty, so that tracks end.
        if (way < 0.7) {
            objects.add(
                    new DetectedObject(label, classId, 0.9, List.of(x, y, width, height), null));
        }
    }

    private static SourceDefinition definition(String id) {
        return SourceDefinition.of(
                TENANT,
                id,
                SourceKind.FILE,
                "file:///videos/" + id + ".mp4",
                List.of(TaskRequest.of(Tasks.OBJECT_DETECTION)));
    }
}
