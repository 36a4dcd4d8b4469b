package ke.co.datacraft.cv.bridge.job;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.outbox.Outbox;
import ke.co.datacraft.cv.bridge.outbox.OutboxMessage;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.Topics;

/**
 * Orders to jobs that exist. The job's row is locked while an order is written, so that orders to
 * one job go out one after the other, and behind its references.
 */
final class JobCommands {

    private final Database database;
    private final Outbox outbox;
    private final Topics topics;
    private final JobSubmitter submitter;
    private final Clock clock;

    JobCommands(
            Database database, Outbox outbox, Topics topics, JobSubmitter submitter, Clock clock) {
        this.database = database;
        this.outbox = outbox;
        this.topics = topics;
        this.submitter = submitter;
        this.clock = clock;
    }

    /** Tells a job to stop; one that is cancelled already stays so. */
    JobView cancel(Principal caller, UUID id) {
        return order(
                caller,
                id,
                (connection, job) -> {
                    if (job.state() == JobState.CANCELLED) {
                        return;
                    }
                    if (job.state().isTerminal()) {
                        throw conflict(job, "nothing is left to cancel")
                                .cure("To remove it with its results, add ?purge=true");
                    }
                    send(connection, caller, job, JobCommand.Type.CANCEL);
                });
    }

    /** Tells a job to run its failed references again. */
    JobView retry(Principal caller, UUID id) {
        return order(
                caller,
                id,
                (connection, job) -> {
                    if (job.state() != JobState.FAILED) {
                        throw conflict(job, "only a FAILED job can be retried")
                                .cure("Submit a new job");
                    }
                    if (job.retryCount() >= job.maxRetries()) {
                        throw conflict(
                                        job,
                                        "it was retried %d of %d times"
                                                .formatted(job.retryCount(), job.maxRetries()))
                                .cure("Submit a new job, with a larger max_retries");
                    }
                    submitter.requireRoom(connection, caller.tenant());
                    if (JobTable.orderRetry(connection, caller.tenant(), id)) {
                        send(connection, caller, job, JobCommand.Type.RETRY);
                    }
                });
    }

    private interface Order {
        void give(Connection connection, JobView job) throws SQLException;
    }

    private JobView order(Principal caller, UUID id, Order order) {
        JobView told =
                database.tenant(
                        caller.tenant(),
                        connection -> {
                            JobView job =
                                    JobTable.find(connection, caller.tenant(), id, true)
                                            .orElseThrow(() -> ApiError.notFound("job", id));
                            order.give(connection, job);
                            return job;
                        });
        outbox.wake();
        return told;
    }

    private void send(Connection connection, Principal caller, JobView job, JobCommand.Type type)
            throws SQLException {
        JobCommand command =
                new JobCommand(
                        ContractCodec.SCHEMA_VERSION,
                        type,
                        caller.tenant(),
                        job.jobId(),
                        caller.subject(),
                        clock.instant().truncatedTo(ChronoUnit.MILLIS));
        outbox.add(
                connection,
                OutboxMessage.of(
                        topics.commands(), job.jobId().toString(), command, caller.tenant()));
    }

    static ApiError conflict(JobView job, String why) {
        return new ApiError(
                ErrorCode.CONFLICT, "Job %s is %s; %s".formatted(job.jobId(), job.state(), why));
    }
}
