package ke.co.datacraft.cv.bridge.job;

import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Routes;

/** Jobs: submit references, list, look at one, cancel, remove, retry. */
public final class JobsResource implements Resource {

    private static final String ACTION = "job.";
    private static final String TYPE = "job";

    private final Database database;
    private final Submissions submissions;
    private final JobSubmitter submitter;
    private final JobCommands commands;
    private final JobRemoval removal;

    JobsResource(
            Database database,
            Submissions submissions,
            JobSubmitter submitter,
            JobCommands commands,
            JobRemoval removal) {
        this.database = database;
        this.submissions = submissions;
        this.submitter = submitter;
        this.commands = commands;
        this.removal = removal;
    }

    @Override
    public void register(Routes routes) {
        routes.on("createJob", this::create);
        routes.on("listJobs", this::list);
        routes.on("getJob", this::get);
        routes.on("cancelJob", this::cancel);
        routes.on("retryJob", this::retry);
    }

    private void create(Call call) {
        JobRequest request = JobRequest.of(call.body());
        Submission submission = submissions.referring(call.principal(), request);
        JobSubmitter.Accepted accepted =
                submitter.submit(
                        submission, RequestKey.of(call, request), JobSubmitter.Beside.NOTHING);
        answer(call, accepted);
    }

    /** Answers with a job that was accepted, now or before. */
    static void answer(Call call, JobSubmitter.Accepted accepted) {
        String id = JobRows.tree(accepted.json()).get("job_id").asText();
        call.location(JobView.path(UUID.fromString(id)));
        if (accepted.isReplayed()) {
            call.header("Idempotent-Replayed", "true");
        } else {
            call.audit(ACTION + "create", TYPE, id);
        }
        call.bytes(
                202,
                "application/json",
                accepted.json().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private void list(Call call) {
        JobQuery query = JobQuery.of(call);
        Optional<JobCursor> from =
                call.query("cursor").map(word -> JobCursor.decode(query.order(), word));
        JobList.Page page =
                database.read(
                        call.tenant(),
                        connection -> JobList.read(connection, call.tenant(), query, from));
        call.json(200, page);
    }

    private void get(Call call) {
        UUID id = call.pathId("job_id");
        call.json(
                200,
                database.read(
                                call.tenant(),
                                connection -> JobTable.find(connection, call.tenant(), id, false))
                        .orElseThrow(() -> ApiError.notFound(TYPE, id)));
    }

    private void cancel(Call call) {
        UUID id = call.pathId("job_id");
        if (call.query("purge").map(Boolean::parseBoolean).orElse(false)) {
            removal.remove(call.tenant(), id);
            call.audit(ACTION + "purge", TYPE, id.toString());
            call.noContent();
        } else {
            JobView job = commands.cancel(call.principal(), id);
            call.audit(ACTION + "cancel", TYPE, id.toString());
            call.json(202, job);
        }
    }

    private void retry(Call call) {
        UUID id = call.pathId("job_id");
        JobView job = commands.retry(call.principal(), id);
        call.audit(ACTION + "retry", TYPE, id.toString());
        call.location(JobView.path(id));
        call.json(202, job);
    }
}
