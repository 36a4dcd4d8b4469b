package ke.co.datacraft.cv.standalone.flinksql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.Alert;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.SourceStatus;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import ke.co.datacraft.cv.standalone.services.TopicSetup;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The scripts of {@code sql/flink} on a real Kafka, each with the messages and the rows of the
 * resources that are called like it.
 */
class FlinkSqlITCase {

    private static final Path ROWS = Path.of("src", "test", "resources", "flinksql");
    private static final String RAW = "raw ";

    @TempDir static Path folder;
    private static DataFolder data;
    private static EmbeddedKafka kafka;

    @BeforeAll
    static void start() {
        data = DataFolder.open(folder);
        kafka = new EmbeddedKafka(data, new Topics("unused."));
        kafka.start();
    }

    @AfterAll
    static void stop() {
        kafka.close();
        data.close();
    }

    @Test
    void everyQueryIsTested() throws IOException {
        try (Stream<Path> jobs = Files.list(TestingScripts.FOLDER.resolve("jobs"))) {
            assertThat(jobs.map(job -> job.getFileName().toString()))
                    .filteredOn(name -> !name.equals("backfill.sql"))
                    .allSatisfy(
                            name ->
                                    assertThat(ROWS.resolve(name.replace(".sql", ".expected.txt")))
                                            .exists());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "occupancy, events",
        "zone-traffic, events",
        "alert-rate, alerts",
        "detections, results",
        "source-health, source-status"
    })
    void theRowsAreThoseExpected(String job, String topic) throws Exception {
        Topics topics = topics(job);
        send(
                topics.prefix() + topic,
                Files.readAllLines(ROWS.resolve(job + "." + topic + ".jsonl")));
        List<String> expected = Files.readAllLines(ROWS.resolve(job + ".expected.txt"));

        assertThat(scripts(topics).job(job, "batch")).as("once").isEqualTo(expected);
        assertThat(scripts(topics).job(job, "streaming")).as("as they come").isEqualTo(expected);
    }

    @Test
    void onceCountsWhatCameTooLateForItsWindow() throws Exception {
        Topics topics = topics("late");
        List<String> lines = new ArrayList<>();
        String event =
                "{\"schema_version\":1,\"id\":\"00000000-0000-5000-8000-00000000000%d\",\"tenant_id\":\"acme\","
                        + "\"source_id\":\"gate\",\"kind\":\"zone\",\"type\":\"new\",\"sequence\":0,\"zone_id\":\"drive\","
                        + "\"start_time\":\"2026-03-04T%s:00.000Z\",\"after\":{\"time\":\"2026-03-04T09:00:00.000Z\"}}";
        lines.add(event.formatted(1, "09:00"));
        lines.add(event.formatted(2, "05:00"));
        send(topics.events(), lines);

        assertThat(scripts(topics).job("zone-traffic", "batch"))
                .containsExactly(
                        "[2026-03-04T05:00, acme, gate, drive, null, 1, 0, null]",
                        "[2026-03-04T09:00, acme, gate, drive, null, 1, 0, null]");
    }

    private static Topics topics(String name) {
        Topics topics = new Topics(name + ".");
        TopicSetup.create(kafka.bootstrapServers(), topics);
        return topics;
    }

    private static TestingScripts scripts(Topics topics) {
        return new TestingScripts(
                new SqlVariables()
                        .with(SqlVariables.START, "earliest-offset")
                        .with(SqlVariables.END, "latest-offset")
                        .with("CV_SQL_TARGET_PREFIX", "again.")
                        .with("CV_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                        .withTopics(topics.prefix(), Map.of("client.id", "sql"))
                        .withDatabase(DatabaseUrl.parse("postgresql://nobody@127.0.0.1:1/none")));
    }

    private static void send(String topic, List<String> lines) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            for (String line : lines) {
                if (!line.startsWith("#")) {
                    // One partition, so that the order is that of the file.
                    producer.send(new ProducerRecord<>(topic, 0, null, message(topic, line))).get();
                }
            }
        }
    }

    /** As the codec writes it, which the file must have spelled right. */
    private static byte[] message(String topic, String line) throws IOException {
        if (line.startsWith(RAW)) {
            return line.substring(RAW.length()).getBytes(StandardCharsets.UTF_8);
        }
        byte[] json = line.getBytes(StandardCharsets.UTF_8);
        String name = topic.substring(topic.indexOf('.') + 1);
        return ContractCodec.toJson(
                        switch (name) {
                            case "events" -> ContractCodec.readTrusted(json, AnalyticsEvent.class);
                            case "alerts" -> ContractCodec.readTrusted(json, Alert.class);
                            case "results" -> ContractCodec.readTrusted(json, ImageResult.class);
                            case "source-status" ->
                                    ContractCodec.readTrusted(json, SourceStatus.class);
                            default -> throw new IllegalArgumentException(topic);
                        })
                .getBytes(StandardCharsets.UTF_8);
    }
}
