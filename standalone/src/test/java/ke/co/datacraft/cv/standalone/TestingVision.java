package ke.co.datacraft.cv.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.client.DeadLetterTopic;
import ke.co.datacraft.cv.standalone.client.JobRequest;
import ke.co.datacraft.cv.standalone.client.JobSubmitter;
import ke.co.datacraft.cv.standalone.client.ResultDatabase;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.JobRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.services.DataFolder;
import ke.co.datacraft.cv.standalone.services.Waiting;

/** A whole stack for tests, and the questions that they ask it. */
final class TestingVision implements AutoCloseable {

    static final String TENANT = "acme";
    static final Duration PATIENCE = Duration.ofMinutes(3);
    static final int FILE_LIMIT = 1 << 20;

    private final VisionStack stack;
    private final JobSubmitter submitter;

    TestingVision(Path data, Path root) {
        this(data, root, Map.of());
    }

    /**
     * @param more variables beside those of every test
     */
    TestingVision(Path data, Path root, Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.putAll(
                Map.of(
                        "CV_ALLOWED_FILE_ROOTS", root.toString(),
                        "CV_ALLOW_PRIVATE_ADDRESSES", "true",
                        "CV_MAX_FILE_SIZE_MB", "1",
                        "CV_FETCH_MAX_ATTEMPTS", "2",
                        "CV_FETCH_REQUEST_TIMEOUT_SECONDS", "2",
                        "CV_FETCH_INITIAL_BACKOFF_MILLISECONDS", "20"));
        this.stack =
                VisionStack.start(
                        DataFolder.open(data),
                        VisionStack.defaultOptions(0),
                        TENANT,
                        variables,
                        name -> {});
        this.submitter = stack.submitter();
    }

    VisionStack stack() {
        return stack;
    }

    JobSubmitter submitter() {
        return submitter;
    }

    /** Submits a job of the tenant {@link #TENANT}. */
    UUID submit(TaskRequest task, String... uris) {
        return submit(List.of(task), uris);
    }

    UUID submit(List<TaskRequest> tasks, String... uris) {
        UUID id = UUID.randomUUID();
        submitter.submit(new JobRequest(TENANT, id, "test", Arrays.asList(uris), tasks));
        return id;
    }

    UUID submitQuality(Path... files) {
        return submit(
                TaskRequest.of(Tasks.QUALITY),
                Arrays.stream(files).map(file -> file.toUri().toString()).toArray(String[]::new));
    }

    void command(JobCommand.Type type, UUID job) {
        submitter.submit(
                new JobCommand(
                        ContractCodec.SCHEMA_VERSION, type, TENANT, job, "tester", Instant.now()));
    }

    /** The job's row once it is in the state; else what it is after {@link #PATIENCE}. */
    JobRow await(UUID job, JobState state) {
        Waiting.until(PATIENCE, () -> jobRow(job).state() == state);
        return jobRow(job);
    }

    JobRow jobRow(UUID job) {
        try (ResultDatabase database = stack.database()) {
            return database.jobs(List.of(job)).get(job);
        }
    }

    List<PageRow> pages(UUID job) {
        return pages(TENANT, job);
    }

    List<PageRow> pages(String tenant, UUID job) {
        try (ResultDatabase database =
                new ResultDatabase(stack.endpoints().databaseUrl(), tenant, FieldCipher.NONE)) {
            return database.pages(List.of(job));
        }
    }

    /** First column of a query with one parameter, the job, once it has as many rows. */
    List<String> awaitRows(String query, UUID job, int count) {
        Waiting.until(PATIENCE, () -> rows(query, job).size() >= count);
        return rows(query, job);
    }

    private List<String> rows(String query, UUID job) {
        DatabaseUrl url = DatabaseUrl.parse(stack.endpoints().databaseUrl());
        List<String> rows = new ArrayList<>();
        try (Connection connection =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, job);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    rows.add(result.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
        return rows;
    }

    List<PageRow> awaitPages(String tenant, UUID job, int count) {
        Waiting.until(PATIENCE, () -> pages(tenant, job).size() >= count);
        return pages(tenant, job);
    }

    List<DeadLetter> letters(UUID job) {
        return letters().stream().filter(letter -> job.equals(letter.jobId())).toList();
    }

    List<DeadLetter> letters() {
        return new DeadLetterTopic(stack.endpoints().bootstrapServers(), stack.topics()).list();
    }

    List<DeadLetter> awaitLetters(UUID job, int count) {
        Waiting.until(PATIENCE, () -> letters(job).size() >= count);
        return letters(job);
    }

    /** What Flink's REST API answers. */
    String rest(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(stack.endpoints().dashboardUrl() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** Asserts by Flink's own metric that the job was never restarted. */
    void assertNeverRestarted() throws IOException, InterruptedException {
        String metric = "/jobs/" + stack.flinkJobId() + "/metrics?get=numRestarts";
        // Flink gathers metrics when they are asked for, so the first answer is empty.
        Waiting.until(PATIENCE, () -> rest(metric).contains("numRestarts"));
        assertThat(rest(metric)).contains("\"id\":\"numRestarts\"", "\"value\":\"0\"");
        assertThat(rest("/jobs/overview")).contains("\"state\":\"RUNNING\"", "VisionJob");
    }

    /** Submits one reference of a job. */
    void submit(ImageReference reference) {
        submitter.submit(
                stack.topics().images(),
                reference.jobId().toString().getBytes(StandardCharsets.UTF_8),
                ContractCodec.toBytes(reference),
                reference.tenantId());
    }

    static Path write(Path folder, String name, byte[] bytes) throws IOException {
        return Files.write(folder.resolve(name), bytes);
    }

    @Override
    public void close() {
        submitter.close();
        stack.close();
    }
}
