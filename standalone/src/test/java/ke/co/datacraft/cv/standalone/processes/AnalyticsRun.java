package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.contracts.Topics;
import ke.co.datacraft.cv.jobs.AnalyticsJob;
import ke.co.datacraft.cv.standalone.services.TopicSetup;

/** One run of AnalyticsJob over the same feeds, on topics and a database of its own. */
final class AnalyticsRun implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    /** Tables to compare, each with what legitimately differs between runs. */
    private static final Map<String, String> TABLES =
            Map.of(
                    "events", "created_at,updated_at,process_time,document",
                    "analytics_counts", "created_at,updated_at",
                    "heat_maps", "created_at,updated_at");

    private final FlinkProcesses flink;
    private final FeedTopics feeds;
    private final TestingDatabase database;
    private final Map<String, String> settings;
    private String job;

    /**
     * Submits the job.
     *
     * @param number which run it is; runs of one test share nothing
     * @param parallelism subtasks of the job
     */
    AnalyticsRun(TestingServices services, FlinkProcesses flink, int number, int parallelism)
            throws SQLException {
        this.flink = flink;
        Topics topics = new Topics("analytics" + number + ".");
        TopicSetup.create(services.bootstrapServers(), topics);
        database = TestingDatabase.create(services.databaseUrl(), "analytics" + number);
        feeds = new FeedTopics(services.bootstrapServers(), topics, 12, 1500);
        feeds.define();
        settings =
                new HashMap<>(
                        Map.of(
                                "CV_KAFKA_BOOTSTRAP_SERVERS",
                                services.bootstrapServers(),
                                "CV_ANALYTICS_GROUP_ID",
                                "analytics" + number,
                                "CV_ANALYTICS_IDLE_SECONDS",
                                "20",
                                "CV_TOPIC_PREFIX",
                                topics.prefix(),
                                "CV_DATABASE_URL",
                                database.url(),
                                "CV_REDIS_URL",
                                "none",
                                "CV_CHECKPOINT_INTERVAL_SECONDS",
                                "1",
                                "CV_PARALLELISM",
                                Integer.toString(parallelism)));
        job = flink.submit(FlinkDistribution.ofBuild().jobJar(), AnalyticsJob.class, settings);
    }

    FeedTopics feeds() {
        return feeds;
    }

    /** Stops the job with a savepoint and goes on from it with another parallelism. */
    void rescale(Path folder, int parallelism) throws IOException {
        String savepoint = stop(folder);
        settings.put("CV_PARALLELISM", Integer.toString(parallelism));
        job =
                flink.submit(
                        FlinkDistribution.ofBuild().jobJar(),
                        AnalyticsJob.class,
                        settings,
                        savepoint);
    }

    /** Events that have their row. */
    long events() throws SQLException {
        return database.number("SELECT count(*) FROM cv.events");
    }

    /** Waits for at least so many events. */
    void awaitEvents(long count) {
        await(count + " events", () -> events() >= count);
    }

    /** Waits until the job was restarted at least so often. */
    void awaitRestarts(int count) {
        await(count + " restarts", () -> flink.rest().restarts(job) >= count);
    }

    /** How often Flink restored the job from a checkpoint. */
    int restores() throws IOException {
        return flink.rest().restores(job);
    }

    /**
     * Waits until all results are read, has everything end by removing the sources, and stops the
     * job, which writes what it has not written yet.
     */
    void end(Path folder) throws IOException {
        await("all results read", () -> feeds.isRead(settings.get("CV_ANALYTICS_GROUP_ID")));
        awaitEvents(1);
        feeds.remove();
        await(
                "the end of every event",
                () ->
                        database.number("SELECT count(*) FROM cv.events WHERE end_time IS NULL")
                                == 0);
        stop(folder);
    }

    private String stop(Path folder) throws IOException {
        String request = flink.rest().stopWithSavepoint(job, folder.toUri().toString());
        await("the savepoint", () -> flink.rest().savepoint(job, request) != null);
        await("the end of the job", () -> flink.rest().state(job).equals("FINISHED"));
        return flink.rest().savepoint(job, request);
    }

    /** Rows by table and id, and messages of events under {@code messages}. */
    Map<String, Map<String, String>> rows() throws SQLException {
        Map<String, Map<String, String>> rows = new TreeMap<>();
        for (Map.Entry<String, String> table : TABLES.entrySet()) {
            rows.put(table.getKey(), database.rows(table.getKey(), table.getValue()));
        }
        rows.put("messages", feeds.events());
        return rows;
    }

    long deadLetters() throws SQLException {
        return database.number("SELECT count(*) FROM cv.dead_letters");
    }

    private void await(String what, Callable<Boolean> condition) {
        Await.until(what, PATIENCE, condition, flink::lastWords);
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
