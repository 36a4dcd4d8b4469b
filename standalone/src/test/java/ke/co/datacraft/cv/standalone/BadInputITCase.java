package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.JobRow;
import ke.co.datacraft.cv.standalone.samples.SampleGenerator;
import ke.co.datacraft.cv.standalone.services.EmbeddedObjectStorage;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of bad input, each beside good input, in one run of the whole system. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BadInputITCase {

    private static final TaskRequest QUALITY = TaskRequest.of(Tasks.QUALITY);

    @TempDir static Path temporary;

    private static final Map<BadInput, UUID> JOBS = new LinkedHashMap<>();
    private static final TestingWebServer WEB = new TestingWebServer();

    private static TestingVision vision;
    private static Path good;

    @BeforeAll
    static void startAndSubmitAll() throws IOException {
        Path base = temporary.toRealPath();
        Path root = Files.createDirectory(base.resolve("root"));
        Path outside = Files.createDirectory(base.resolve("outside"));
        byte[] sample = new SampleGenerator(1).sample(7).bytes();
        good = TestingVision.write(root, "good.jpg", sample);
        WEB.put("/good.jpg", sample);
        vision = new TestingVision(base.resolve("data"), root);
        List<BadInput> table =
                BadInput.table(
                        root,
                        outside,
                        good,
                        EmbeddedObjectStorage.BUCKET,
                        TestingVision.FILE_LIMIT,
                        WEB);
        for (BadInput bad : table) {
            JOBS.put(bad, submitBesideGood(bad));
        }
    }

    /** A job of two references with different tasks: the bad one, and a good one. */
    private static UUID submitBesideGood(BadInput bad) {
        UUID job = UUID.randomUUID();
        String tenant = TestingVision.TENANT;
        List<String> uris = List.of(bad.uri(), WEB.uri("/good.jpg"));
        JobRequest asGood = new JobRequest(tenant, job, bad.name(), uris, List.of(QUALITY));
        JobRequest asBad = new JobRequest(tenant, job, bad.name(), uris, List.of(bad.task()));
        Instant now = Instant.now();
        vision.submit(asBad.references(now).get(0));
        vision.submit(asGood.references(now).get(1));
        return job;
    }

    @AfterAll
    static void stop() {
        WEB.close();
        if (vision != null) {
            vision.close();
        }
    }

    static Stream<BadInput> badInputs() {
        return JOBS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("badInputs")
    @Order(1)
    void badInputIsOneDeadLetterAndFailsItsJobOnly(BadInput bad) {
        UUID job = JOBS.get(bad);
        JobRow row = vision.await(job, JobState.FAILED);
        assertThat(row.state()).isEqualTo(JobState.FAILED);
        assertThat(row.error()).startsWith("1 of 2 references failed: ").hasSizeGreaterThan(40);
        assertThat(row.completed()).isEqualTo(1);
        assertThat(vision.awaitLetters(job, 1))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(bad.reason());
                            assertThat(letter.message()).isNotBlank();
                            assertThat(letter.uri()).isEqualTo(bad.uri());
                            assertThat(letter.tenantId()).isEqualTo(TestingVision.TENANT);
                        });
        assertThat(vision.awaitPages(TestingVision.TENANT, job, 1))
                .singleElement()
                .satisfies(page -> assertThat(page.uri()).isEqualTo(WEB.uri("/good.jpg")));
    }

    static Stream<Arguments> unreadableRecords() {
        return Stream.of(
                Arguments.of("{not json", ReasonCode.INVALID_JSON),
                Arguments.of("", ReasonCode.INVALID_JSON),
                Arguments.of("{\"schema_version\":99}", ReasonCode.UNKNOWN_SCHEMA_VERSION),
                Arguments.of(
                        "{\"schema_version\":1,\"tenant_id\":\"acme\"}", ReasonCode.INVALID_FIELD));
    }

    @ParameterizedTest
    @MethodSource("unreadableRecords")
    @Order(2)
    void aRecordThatIsNoReferenceIsOneDeadLetter(String value, ReasonCode reason) {
        String key = UUID.randomUUID().toString();
        vision.submitter()
                .submit(
                        vision.stack().topics().images(),
                        key.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8),
                        TestingVision.TENANT);
        Waiting.until(TestingVision.PATIENCE, () -> !lettersOf(key).isEmpty());
        assertThat(lettersOf(key))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(reason);
                            assertThat(letter.originalValue()).isEqualTo(value);
                        });
        Waiting.until(TestingVision.PATIENCE, () -> !rowsOf(key).isEmpty());
        assertThat(rowsOf(key))
                .containsExactly(
                        value
                                + " utf-8 [{\"name\": \"tenant\", \"value\": \"acme\","
                                + " \"encoding\": \"utf-8\"}]");
    }

    /** Value, encoding and headers of the records in the rows of letters with that key. */
    private static List<String> rowsOf(String key) {
        DatabaseUrl url = DatabaseUrl.parse(vision.stack().endpoints().databaseUrl());
        try (Connection connection =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                var statement =
                        connection.prepareStatement(
                                "SELECT original_value || ' ' || original_encoding || ' '"
                                        + " || original_headers FROM cv.dead_letters"
                                        + " WHERE original_key = ?")) {
            statement.setString(1, key);
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<DeadLetter> lettersOf(String key) {
        return vision.letters().stream()
                .filter(letter -> key.equals(letter.originalKey()))
                .toList();
    }

    @Test
    @Order(3)
    void twoReferencesWithTheSameIdAreOneRow() {
        UUID job = vision.submitQuality(good, good);
        JobRow row = vision.await(job, JobState.COMPLETED);
        assertThat(row.state()).isEqualTo(JobState.COMPLETED);
        assertThat(row.completed()).isEqualTo(2);
        assertThat(vision.awaitPages(TestingVision.TENANT, job, 1)).hasSize(1);
        assertThat(vision.letters(job)).isEmpty();
    }

    @Test
    @Order(3)
    void rowsOfAnUnknownTenantRestInTheDefaultPartition() throws Exception {
        UUID job = UUID.randomUUID();
        vision.submitter()
                .submit(
                        new JobRequest(
                                "O'Brien-42",
                                job,
                                "x",
                                List.of(good.toUri().toString()),
                                List.of(QUALITY)));
        assertThat(vision.awaitPages("O'Brien-42", job, 1)).hasSize(1);
        assertThat(partitionOf("O'Brien-42")).endsWith("image_processing_default");
        assertThat(partitionOf(TestingVision.TENANT)).contains("cv_tenant_acme");
    }

    private static String partitionOf(String tenant) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(vision.stack().endpoints().databaseUrl());
        try (Connection connection =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                var statement =
                        connection.prepareStatement(
                                "SELECT DISTINCT tableoid::regclass::text FROM cv.image_processing"
                                        + " WHERE tenant_id = ?")) {
            statement.setString(1, tenant);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getString(1);
            }
        }
    }

    @Test
    @Order(4)
    void nothingOfAllThatRestartedTheJob() throws Exception {
        vision.assertNeverRestarted();
    }
}
