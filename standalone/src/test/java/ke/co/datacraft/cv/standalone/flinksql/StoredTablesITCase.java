package ke.co.datacraft.cv.standalone.flinksql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceValidator;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.sql.DatabaseSettings;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.sql.Migrator;
import ke.co.datacraft.cv.standalone.client.TopicReader;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.EmbeddedKafka;
import ke.co.datacraft.cv.standalone.services.EmbeddedPostgres;
import ke.co.datacraft.cv.standalone.services.TopicSetup;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Flink SQL reads of a real PostgreSQL, and what the backfill puts on a real Kafka. */
class StoredTablesITCase {

    @TempDir static Path folder;
    private static DataFolder data;
    private static EmbeddedKafka kafka;
    private static EmbeddedPostgres postgres;
    private static Connection connection;
    private static TestingScripts scripts;

    @BeforeAll
    static void start() throws Exception {
        data = DataFolder.open(folder);
        kafka = new EmbeddedKafka(data, new Topics("again."));
        kafka.start();
        postgres = new EmbeddedPostgres(data);
        postgres.start();
        DatabaseUrl url = DatabaseUrl.parse(postgres.url());
        new Migrator(DatabaseSettings.of(url)).migrate();
        connection = DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
        try (Statement statement = connection.createStatement()) {
            statement.execute(ROWS);
        }
        scripts = scripts("o'brien", "again.");
    }

    private static TestingScripts scripts(String tenant, String target) {
        return new TestingScripts(
                new SqlVariables()
                        .with(SqlVariables.START, "earliest-offset")
                        .with(SqlVariables.END, "latest-offset")
                        .with("CV_SQL_TARGET_PREFIX", target)
                        .with("CV_SQL_TENANT", tenant)
                        .with("CV_SQL_FROM", "2026-03-04 05:00:00")
                        .with("CV_SQL_BEFORE", "2026-03-04 06:00:00")
                        .with("CV_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                        .withTopics("cv.", Map.of())
                        .withDatabase(DatabaseUrl.parse(postgres.url())));
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        postgres.close();
        kafka.close();
        data.close();
    }

    private static final String ROWS =
            """
            SELECT create_tenant_schema('o''brien');
            INSERT INTO cv.image_processing (id, tenant_id, job_id, source_id, original_filename,
                file_path, file_size_bytes, file_hash, image_dimensions, image_format, color_mode,
                processing_type, created_by, capture_time, created_at, result_document)
            SELECT ('00000000-0000-5000-8000-00000000000' || n)::uuid, tenant, job::uuid, source,
                'a.jpg', 's3://a', 1, 'x', '{}', 'JPEG', 'RGB', 'object_detection', 'ann',
                time::timestamptz, '2026-03-04T12:00:00Z', document
            FROM (VALUES
                (1, 'o''brien', NULL, 'gate', '2026-03-04T05:00:02.500Z', '{"n": 2, "k": "ü''"}'),
                (2, 'o''brien', NULL, 'gate', '2026-03-04T05:00:00Z', '{"n":1}'),
                (3, 'o''brien', NULL, 'yard', '2026-03-04T08:59:59.999+03', '{"n":3}'),
                (4, 'o''brien', NULL, 'gate', '2026-03-04T06:00:00Z', '{"n":"too late"}'),
                (5, 'o''brien', NULL, 'gate', '2026-03-04T04:59:59.999Z', '{"n":"too early"}'),
                (6, 'globex', NULL, 'gate', '2026-03-04T05:00:00Z', '{"n":"of another"}'),
                (7, 'o''brien', NULL, 'gate', '2026-03-04T05:30:00Z', 'enc:v1:k:abc'),
                (8, 'o''brien', NULL, 'gate', '2026-03-04T05:30:00Z', NULL),
                (9, 'o''brien', '7d0f0a52-6f3e-4d0a-9a53-3f0f6f0f2a11', NULL, NULL,
                    '{"n":"of a job"}')) AS r (n, tenant, job, source, time, document);
            INSERT INTO cv.sources (tenant_id, id, name, kind, enabled, definition, version,
                created_by, updated_by)
            VALUES ('o''brien', 'gate', 'Gate', 'rtsp', true, '{"id": "gate"}', 1, 'a', 'a'),
                ('globex', 'gate', 'Gate', 'rtsp', true, '{"id": "other"}', 1, 'a', 'a');
            INSERT INTO cv.zones (tenant_id, id, source_id, name, kind, enabled, definition,
                version, created_by, updated_by)
            VALUES ('o''brien', 'drive', 'gate', 'Drive', 'polygon', true, '{"id": "drive"}', 1,
                'a', 'a');
            INSERT INTO cv.rules (tenant_id, id, name, severity, enabled, definition, version,
                created_by, updated_by)
            VALUES ('o''brien', 'night', 'Night', 'info', true, '{"id": "night"}', 1, 'a', 'a');
            INSERT INTO cv.events (id, tenant_id, source_id, kind, label, zone_id, track_id,
                top_confidence, start_time, end_time, sequence, document)
            VALUES ('00000000-0000-5000-8000-000000000001', 'acme', 'gate', 'zone', 'car', 'drive',
                7, 0.5, '2026-03-04T05:00:00Z', NULL, 0, '{"id": 1}'),
                ('00000000-0000-5000-8000-000000000002', 'acme', 'gate', 'crowd', NULL, 'drive',
                NULL, NULL, '2026-03-29T01:30:00Z', '2026-03-29T02:30:00Z', 0, '{"id": 2}');
            INSERT INTO cv.alerts (id, tenant_id, rule_id, severity, source_id, zone_id, message,
                start_time, sequence, document)
            VALUES ('00000000-0000-5000-8000-000000000001', 'acme', 'night', 'info', NULL, NULL,
                'Somebody', '2026-03-04T05:00:00Z', 0, '{"id": 1}');
            INSERT INTO cv.analytics_counts (id, tenant_id, source_id, zone_id, zone_kind, label,
                bucket_start, bucket_seconds, count_in, occupancy_mean)
            VALUES (gen_random_uuid(), 'acme', 'gate', 'drive', 'polygon', 'car',
                '2026-03-04T05:00:00Z', 60, 3, 0.5);
            """;

    @Test
    void theBackfillPutsFramesInTheOrderOfTheirTimesAndTheDefinitionsOnTopicsOfTheirOwn()
            throws Exception {
        scripts.job("backfill", "batch");

        assertThat(messages("again.results"))
                .containsExactlyInAnyOrder(
                        "gate {\"n\":1} o'brien",
                        "gate {\"n\": 2, \"k\": \"ü'\"} o'brien",
                        "yard {\"n\":3} o'brien");
        assertThat(messages("again.results"))
                .containsSubsequence(
                        "gate {\"n\":1} o'brien", "gate {\"n\": 2, \"k\": \"ü'\"} o'brien");
        assertThat(messages("again.sources"))
                .containsExactly("o'brien/gate {\"id\": \"gate\"} o'brien");
        assertThat(messages("again.zones"))
                .containsExactly("o'brien/drive {\"id\": \"drive\"} o'brien");
        assertThat(messages("again.rules"))
                .containsExactly("o'brien/night {\"id\": \"night\"} o'brien");
    }

    @Test
    void whatTheBackfillWritesIsWhatAnalyticsReads() throws Exception {
        String camera = text("sources.v1.camera");
        String frame = text("results.v1.camera");
        try (PreparedStatement source =
                        connection.prepareStatement(
                                "INSERT INTO cv.sources (tenant_id, id, name, kind, enabled, definition,"
                                        + " version, created_by, updated_by) VALUES ('acme', 'gate-1',"
                                        + " 'Gate', 'rtsp', true, ?::jsonb, 1, 'a', 'a')");
                PreparedStatement image =
                        connection.prepareStatement(
                                "INSERT INTO cv.image_processing (tenant_id, source_id,"
                                        + " original_filename, file_path, file_size_bytes, file_hash,"
                                        + " image_dimensions, image_format, color_mode,"
                                        + " processing_type, created_by, capture_time,"
                                        + " result_document) VALUES ('acme', 'gate-1', 'a.jpg', 's3://a', 1, 'x',"
                                        + " '{}', 'JPEG', 'RGB', 'object_detection', 'ann',"
                                        + " '2026-03-04T05:06:07.120Z', ?)")) {
            source.setString(1, camera);
            source.execute();
            image.setString(1, frame);
            image.execute();
        }
        TopicSetup.create(kafka.bootstrapServers(), new Topics("golden."));

        scripts("acme", "golden.").job("backfill", "batch");

        ConsumerRecord<byte[], byte[]> definition = records("golden.sources").get(0);
        SourceDefinition read = ContractCodec.read(definition.value(), SourceDefinition.class);
        SourceValidator.validate(new String(definition.key(), StandardCharsets.UTF_8), read);
        assertThat(read)
                .isEqualTo(
                        ContractCodec.read(
                                camera.getBytes(StandardCharsets.UTF_8), SourceDefinition.class));
        assertThat(records("golden.results"))
                .singleElement()
                .satisfies(
                        message ->
                                assertThat(ContractCodec.read(message.value(), ImageResult.class))
                                        .isEqualTo(
                                                ContractCodec.read(
                                                        frame.getBytes(StandardCharsets.UTF_8),
                                                        ImageResult.class)));
    }

    private static String text(String golden) throws IOException {
        return new String(GoldenSamples.bytes(golden), StandardCharsets.UTF_8);
    }

    @Test
    void eventsAlertsAndCountsAreRead() throws Exception {
        assertThat(scripts.rows("SELECT * FROM stored_events", "batch"))
                .containsExactly(
                        "[00000000-0000-5000-8000-000000000001, acme, gate, zone, car, drive, 7,"
                                + " 0.5, 2026-03-04T05:00, null, {\"id\": 1}]",
                        "[00000000-0000-5000-8000-000000000002, acme, gate, crowd, null, drive,"
                                + " null, null, 2026-03-29T01:30, 2026-03-29T02:30, {\"id\": 2}]");
        assertThat(scripts.rows("SELECT * FROM stored_alerts", "batch"))
                .containsExactly(
                        "[00000000-0000-5000-8000-000000000001, acme, night, info, null, null,"
                                + " Somebody, 2026-03-04T05:00, null, {\"id\": 1}]");
        assertThat(scripts.rows("SELECT * FROM stored_counts", "streaming"))
                .containsExactly(
                        "[acme, gate, drive, polygon, car, 2026-03-04T05:00, 60, 3, 0, 0, 0.5, 0,"
                                + " 0, null, null, null, null]");
    }

    @Test
    void storedRowsAreJoinedWithMessages() throws Exception {
        assertThat(
                        scripts.rows(
                                "SELECT c.zone_id, c.count_in, COUNT(e.id) FROM stored_counts c"
                                        + " JOIN stored_events e ON e.tenant_id = c.tenant_id"
                                        + " AND e.zone_id = c.zone_id AND e.start_time >="
                                        + " TIMESTAMP '2026-03-04 00:00:00'"
                                        + " GROUP BY c.zone_id, c.count_in",
                                "batch"))
                .containsExactly("[drive, 3, 2]");
    }

    private static List<String> messages(String topic) {
        return records(topic).stream().map(StoredTablesITCase::told).toList();
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (TopicReader reader = TopicReader.fromBeginning(kafka.bootstrapServers(), topic)) {
            return reader.toEnd();
        }
    }

    private static String told(ConsumerRecord<byte[], byte[]> message) {
        return String.join(
                " ",
                new String(message.key(), StandardCharsets.UTF_8),
                new String(message.value(), StandardCharsets.UTF_8),
                new String(message.headers().lastHeader("tenant").value(), StandardCharsets.UTF_8));
    }
}
