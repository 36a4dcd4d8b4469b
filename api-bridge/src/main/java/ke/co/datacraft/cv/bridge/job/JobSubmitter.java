package ke.co.datacraft.cv.bridge.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.outbox.Outbox;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.bridge.settings.JobSettings;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * Accepts jobs: the job's row, its messages and the answer to its key are committed together or not
 * at all. From then on the job runs, now or when Kafka is back.
 */
public final class JobSubmitter {

    private static final int ACCEPTED = 202;
    private static final int RETRY_SECONDS = 5;
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final Database database;
    private final Outbox outbox;
    private final Topics topics;
    private final JobSettings settings;

    /** Work that belongs to the acceptance of a job. */
    @FunctionalInterface
    interface Beside {

        /** Nothing. */
        Beside NOTHING = (connection, job) -> {};

        void run(Connection connection, JobView job) throws SQLException;
    }

    /**
     * A job that is accepted.
     *
     * @param json what the client is told
     * @param job the job; null where an earlier request made it
     */
    record Accepted(String json, JobView job) {

        boolean isReplayed() {
            return job == null;
        }
    }

    /**
     * @param database where jobs are
     * @param outbox the way to the stream
     * @param topics where it listens
     * @param settings limits
     */
    public JobSubmitter(Database database, Outbox outbox, Topics topics, JobSettings settings) {
        this.database = database;
        this.outbox = outbox;
        this.topics = topics;
        this.settings = settings;
    }

    /**
     * Accepts a job.
     *
     * @param key the request's key, if it has one
     * @param beside what is to be committed with it
     */
    Accepted submit(Submission submission, Optional<RequestKey> key, Beside beside) {
        Accepted accepted =
                database.tenant(
                        submission.tenant(),
                        connection -> accept(connection, submission, key, beside));
        outbox.wake();
        return accepted;
    }

    private Accepted accept(
            Connection connection, Submission submission, Optional<RequestKey> key, Beside beside)
            throws SQLException {
        String tenant = submission.tenant();
        try {
            limitWaits(connection);
            if (key.isPresent()) {
                Optional<String> earlier =
                        IdempotencyTable.claim(
                                connection, tenant, key.get(), settings.idempotency());
                if (earlier.isPresent()) {
                    return new Accepted(earlier.get(), null);
                }
            }
            JobTable.lockTenant(connection, tenant);
            requireRoom(connection, tenant);
        } catch (SQLException e) {
            throw waited(e);
        }
        JobTable.insert(connection, submission);
        outbox.add(connection, messages(submission));
        JobView job = JobTable.find(connection, tenant, submission.jobId(), false).orElseThrow();
        beside.run(connection, job);
        if (key.isPresent()) {
            IdempotencyTable.complete(connection, tenant, key.get(), job, ACCEPTED);
        }
        return new Accepted(JobRows.json(job), job);
    }

    /** Refuses when the tenant has as many jobs as it may; cheap, and not the last word. */
    public void requireRoom(String tenant) {
        database.read(
                tenant,
                connection -> {
                    requireRoom(connection, tenant);
                    return null;
                });
    }

    void requireRoom(Connection connection, String tenant) throws SQLException {
        int limit = settings.maxConcurrent();
        if (JobTable.active(connection, tenant, limit) >= limit) {
            throw new ApiError(
                            ErrorCode.TOO_MANY_JOBS,
                            "%d jobs of this tenant have not ended, which is the limit"
                                    .formatted(limit))
                    .cure("Wait for one to end, cancel one, or have CV_MAX_CONCURRENT_JOBS raised")
                    .retryAfter(RETRY_SECONDS);
        }
    }

    private List<OutboxMessage> messages(Submission submission) {
        String jobKey = submission.jobId().toString();
        return submission.references().stream()
                .map(
                        reference ->
                                OutboxMessage.of(
                                        topics.images(), jobKey, reference, submission.tenant()))
                .toList();
    }

    private static void limitWaits(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL lock_timeout = '10s'");
        }
    }

    private static SQLException waited(SQLException e) {
        if (LOCK_NOT_AVAILABLE.equals(e.getSQLState())) {
            throw new ApiError(ErrorCode.CONFLICT, "An earlier request is still being accepted")
                    .cure("Send the request again")
                    .retryAfter(RETRY_SECONDS);
        }
        return e;
    }
}
