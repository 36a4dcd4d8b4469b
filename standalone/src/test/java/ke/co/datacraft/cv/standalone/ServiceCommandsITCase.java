package ke.co.datacraft.cv.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static ke.co.datacraft.cv.contracts.DefinitionKeys.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.RuleDefinition;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.client.JobSubmitter;
import ke.co.datacraft.cv.standalone.client.TopicReader;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import ke.co.datacraft.cv.standalone.services.EmbeddedPostgres;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands of operations on a real broker and a real database. */
class ServiceCommandsITCase {

    @TempDir private static Path folder;
    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeAll
    static void start() {
        DataFolder data = DataFolder.open(folder);
        kafka = new EmbeddedKafka(data, new Topics(Topics.DEFAULT_PREFIX));
        postgres = new EmbeddedPostgres(data);
        kafka.start();
        postgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
        kafka.close();
    }

    @Test
    void checkWaitsUntilAnotherMadeThem() {
        assertThat(run(kafka.bootstrapServers(), "check", "waited.", "0"))
                .isEqualTo(ExitCodes.INCOMPLETE);
        assertThat(errors.toString()).contains("missing waited.images", "missing waited.rules");

        CompletableFuture<Integer> waiting =
                CompletableFuture.supplyAsync(
                        () -> run(kafka.bootstrapServers(), "check", "waited.", "600"));
        assertThat(run(kafka.bootstrapServers(), "create", "waited.", "0")).isEqualTo(ExitCodes.OK);

        assertThat(waiting.join()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("created waited.images", "all topics are there");
    }

    @Test
    void topicsHaveThePartitionsAndCopiesThatAreWanted() throws Exception {
        assertThat(
                        run(
                                kafka.bootstrapServers(),
                                "create",
                                "laid.",
                                "0",
                                "--partitions",
                                "3",
                                "--replication-factor",
                                "1"))
                .isEqualTo(ExitCodes.OK);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            TopicDescription images =
                    admin.describeTopics(List.of("laid.images"))
                            .allTopicNames()
                            .get()
                            .get("laid.images");
            assertThat(images.partitions())
                    .hasSize(3)
                    .allSatisfy(partition -> assertThat(partition.replicas()).hasSize(1));
        }
    }

    @Test
    void moreCopiesThanBrokersAreOneLine() {
        assertThat(
                        run(
                                kafka.bootstrapServers(),
                                "create",
                                "much.",
                                "0",
                                "--replication-factor",
                                "5"))
                .isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(errors.toString()).contains("replication factor").doesNotContain("\tat ");
        assertThat(run("none:1", "create", "x.", "0", "--partitions", "0"))
                .isEqualTo(ExitCodes.WRONG_USAGE);
    }

    @Test
    void aBrokerThatIsNoHostIsOneLine() {
        assertThat(run("kafka.invalid:9092", "check", "cv.", "0")).isEqualTo(ExitCodes.UNAVAILABLE);
        assertThat(errors.toString())
                .contains("kafka.invalid:9092", "No resolvable bootstrap urls")
                .doesNotContain("\tat ");
    }

    /** Neither what only the topics have nor a newer version there outlives what was restored. */
    @Test
    void definitionsOfARestoredDatabaseBecomeThoseOfTheTopics() throws Exception {
        Topics topics = new Topics("restored.");
        assertThat(run(kafka.bootstrapServers(), "create", "restored.", "0"))
                .isEqualTo(ExitCodes.OK);
        assertThat(execute("migrate", "--database-url", postgres.url())).isEqualTo(ExitCodes.OK);
        SourceDefinition source = sample("sources.v1.camera", SourceDefinition.class);
        ZoneDefinition zone = sample("zones.v1.area", ZoneDefinition.class);
        RuleDefinition rule = sample("rules.v1.night", RuleDefinition.class);
        ModelActivation order = sample("models.v1.active", ModelActivation.class);
        fill(source, zone, rule, order);
        String later =
                ContractCodec.toJson(source)
                        .replaceFirst("\"name\":\"[^\"]*\"", "\"name\":\"later\"");
        try (JobSubmitter kafkaBefore = new JobSubmitter(kafka.bootstrapServers(), topics)) {
            send(kafkaBefore, topics.sources(), key(source.tenantId(), source.id()), later);
            send(kafkaBefore, topics.zones(), "acme/only-there", ContractCodec.toJson(zone));
            send(kafkaBefore, topics.rules(), "acme/gone", ContractCodec.toJson(rule));
            send(kafkaBefore, topics.rules(), "acme/gone", null);
            send(kafkaBefore, topics.models(), "ordered-by-command", ContractCodec.toJson(order));
        }

        assertThat(publish()).as(errors.toString()).isEqualTo(ExitCodes.OK);

        assertThat(standing(topics.sources()))
                .containsExactly(
                        entry(key(source.tenantId(), source.id()), ContractCodec.toJson(source)));
        assertThat(standing(topics.zones()))
                .containsExactly(
                        entry(key(zone.tenantId(), zone.id()), ContractCodec.toJson(zone)));
        assertThat(standing(topics.rules()))
                .containsExactly(
                        entry(key(rule.tenantId(), rule.id()), ContractCodec.toJson(rule)));
        assertThat(standing(topics.models()))
                .containsOnly(
                        entry(order.model(), ContractCodec.toJson(order)),
                        entry("ordered-by-command", ContractCodec.toJson(order)));
        assertThat(out.toString())
                .contains(
                        "restored.zones: 1 told, 1 taken back",
                        "restored.rules: 1 told, 0 taken back");
        assertThat(publish()).isEqualTo(ExitCodes.OK);
        assertThat(out.toString()).contains("restored.zones: 1 told, 0 taken back");
    }

    @Test
    void definitionsNeedADatabaseWithTables() {
        assertThat(
                        execute(
                                "definitions",
                                "publish",
                                "--bootstrap-servers",
                                kafka.bootstrapServers(),
                                "--data",
                                folder.resolve("no-demo").toString()))
                .isEqualTo(ExitCodes.WRONG_USAGE);
        assertThat(errors.toString()).contains("No database: give --database-url");
    }

    private int publish() {
        return execute(
                "definitions",
                "publish",
                "--bootstrap-servers",
                kafka.bootstrapServers(),
                "--topic-prefix",
                "restored.",
                "--database-url",
                postgres.url());
    }

    private static void fill(
            SourceDefinition source,
            ZoneDefinition zone,
            RuleDefinition rule,
            ModelActivation order)
            throws SQLException {
        String common = ", definition, version, created_by, updated_by) VALUES (?, ?, 'x', ";
        insert(
                "INSERT INTO cv.sources (tenant_id, id, name, kind, enabled"
                        + common
                        + "'rtsp', TRUE, CAST(? AS JSONB), 1, 'ann', 'ann')",
                source.tenantId(),
                source.id(),
                ContractCodec.toJson(source));
        insert(
                "INSERT INTO cv.zones (tenant_id, id, name, source_id, kind, enabled"
                        + common
                        + "'x', 'polygon', TRUE, CAST(? AS JSONB), 1, 'ann', 'ann')",
                zone.tenantId(),
                zone.id(),
                ContractCodec.toJson(zone));
        insert(
                "INSERT INTO cv.rules (tenant_id, id, name, severity, enabled"
                        + common
                        + "'info', TRUE, CAST(? AS JSONB), 1, 'ann', 'ann')",
                rule.tenantId(),
                rule.id(),
                ContractCodec.toJson(rule));
        insert(
                "INSERT INTO cv.model_activations (model, activation, version, updated_by)"
                        + " VALUES (?, CAST(? AS JSONB), 1, 'ann')",
                order.model(),
                ContractCodec.toJson(order));
    }

    private static void insert(String sql, String... values) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String jdbcUrl() {
        DatabaseUrl url = DatabaseUrl.parse(postgres.url());
        return url.jdbcUrl() + "?user=" + url.user() + "&password=" + url.password();
    }

    private static <T extends Record> T sample(String name, Class<T> type)
            throws ContractException {
        return ContractCodec.read(GoldenSamples.bytes(name), type);
    }

    private static void send(JobSubmitter to, String topic, String key, String value) {
        to.submit(topic, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8), null);
    }

    /** Key and value of each key's last record, unless that is a tombstone. */
    private static Map<String, String> standing(String topic) {
        Map<String, String> standing = new TreeMap<>();
        try (TopicReader reader = TopicReader.fromBeginning(kafka.bootstrapServers(), topic)) {
            for (ConsumerRecord<byte[], byte[]> record : reader.toEnd()) {
                String key = new String(record.key(), UTF_8);
                if (record.value() == null) {
                    standing.remove(key);
                } else {
                    standing.put(key, new String(record.value(), UTF_8));
                }
            }
        }
        return standing;
    }

    private int run(String servers, String command, String prefix, String wait, String... further) {
        List<String> arguments =
                new ArrayList<>(List.of("topics", command, "--bootstrap-servers", servers));
        arguments.addAll(List.of("--topic-prefix", prefix, "--wait", wait));
        arguments.addAll(List.of(further));
        return execute(arguments.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        return CommandLineInterface.create(
                        new PrintWriter(out, true), new PrintWriter(errors, true))
                .execute(arguments);
    }
}
