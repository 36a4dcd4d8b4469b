package ke.co.datacraft.cv.operators.job;

import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.JobCommand;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.OutputTags;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.admission.DeadLetters;
import ke.co.datacraft.cv.operators.record.Failure;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.settings.JobPolicy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Follows jobs, keyed by {@link JobEvent#key()}: the decisions are {@link JobProgress}'s, this
 * class keeps state and timers and tells the world.
 *
 * <p>A status line goes out when a job's state changes or it advances by a percentage point, else
 * within a second. Side outputs: {@link OutputTags#RESUBMISSIONS}, {@link OutputTags#DEAD_LETTERS}.
 */
public final class JobProgressFunction extends KeyedProcessFunction<String, JobEvent, JobStatus>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;
    private static final long STATUS_DELAY_MILLIS = Duration.ofSeconds(1).toMillis();

    private final JobPolicy policy;

    private transient ListState<Long> activeJobs;
    private transient ValueState<JobKeyState> jobs;
    private transient MapState<String, ReferenceEntry> references;
    private transient JobMetrics metrics;

    /**
     * @param policy time-out and retention
     */
    public JobProgressFunction(JobPolicy policy) {
        this.policy = policy;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        activeJobs = context.getOperatorStateStore().getListState(StateDescriptors.activeJobs());
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        activeJobs.update(List.of(metrics.active()));
    }

    @Override
    public void open(OpenContext context) throws Exception {
        jobs = getRuntimeContext().getState(StateDescriptors.job());
        references = getRuntimeContext().getMapState(StateDescriptors.references());
        long active = 0;
        for (Long restored : activeJobs.get()) {
            active += restored;
        }
        metrics = new JobMetrics(getRuntimeContext().getMetricGroup(), active);
    }

    @Override
    public void processElement(JobEvent event, Context context, Collector<JobStatus> out)
            throws Exception {
        switch (event.kind()) {
            case ADMITTED, SUCCEEDED, SPLIT, FAILED -> observe(event, context, out);
            case COMMAND -> {
                switch (event.command().command()) {
                    case CANCEL -> cancel(event, context, out);
                    case RETRY -> retry(event, context, out);
                }
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<JobStatus> out)
            throws Exception {
        JobKeyState current = jobs.value();
        if (current == null) {
            return;
        }
        JobKeyState.Timers timers = current.timers();
        if (isDue(timers.retentionAt(), timestamp)) {
            delete(timers.timeoutAt(), timers, context);
            delete(timers.statusAt(), timers, context);
            jobs.clear();
            references.clear();
        } else if (isDue(timers.timeoutAt(), timestamp) && current.progress().isActive()) {
            move(current, current.progress().timedOut(policy.timeout(), timestamp), context, out);
        } else if (isDue(timers.statusAt(), timestamp)) {
            jobs.update(show(current, context, out));
        }
    }

    private void observe(JobEvent event, Context context, Collector<JobStatus> out)
            throws Exception {
        JobKeyState current = current(event);
        String referenceId = event.referenceId().toString();
        ReferenceEntry before = references.get(referenceId);
        JobProgress.Step step = current.progress().observe(event, before);
        if (!step.entry().equals(before)) {
            references.put(referenceId, step.entry());
            move(current, step.job(), context, out);
        }
    }

    /**
     * A command may overtake the job's references, so the order is kept for a job not known yet.
     */
    private void cancel(JobEvent event, Context context, Collector<JobStatus> out)
            throws Exception {
        JobKeyState current = current(event);
        JobProgress cancelled =
                current.progress().cancelled(event.command().issuedBy(), now(context));
        if (cancelled.state() != current.progress().state()) {
            move(current, cancelled, context, out);
        }
    }

    private void retry(JobEvent event, Context context, Collector<JobStatus> out) throws Exception {
        JobKeyState current = jobs.value();
        if (current == null) {
            refuse(event, ReasonCode.UNKNOWN_JOB, unknown(event), context);
            return;
        }
        RetryPlan plan = RetryPlan.of(current.progress(), references.entries());
        if (plan.refusal() != null) {
            refuse(event, ReasonCode.RETRY_REFUSED, plan.refusal(), context);
            return;
        }
        references.putAll(plan.entries());
        plan.resubmissions()
                .forEach(reference -> context.output(OutputTags.RESUBMISSIONS, reference));
        move(current, plan.job(), context, out);
    }

    private String unknown(JobEvent event) {
        return ("Job %s of tenant %s is not known: it never started, or ended more than %s ago;"
                        + " submit it again")
                .formatted(event.jobId(), event.tenantId(), policy.retention());
    }

    private void refuse(JobEvent event, ReasonCode reason, String message, Context context) {
        metrics.refused(reason);
        JobCommand command = event.command();
        context.output(
                OutputTags.DEAD_LETTERS,
                DeadLetters.of(
                        command, event.origin(), new Failure(reason, message), now(context)));
    }

    /**
     * Keeps the job's next value, sets what becomes due by it, and tells the world if it is time.
     */
    private void move(
            JobKeyState current, JobProgress next, Context context, Collector<JobStatus> out)
            throws Exception {
        JobProgress last = current.progress();
        metrics.moved(last, next);
        JobKeyState.Timers timers = current.timers();
        long now = now(context);
        if (!last.isActive() && next.isActive()) {
            delete(timers.retentionAt(), timers, context);
            timers = timers.withRetention(0).withTimeout(register(now, policy.timeout(), context));
        }
        if (!last.state().isTerminal() && next.state().isTerminal()) {
            delete(timers.timeoutAt(), timers, context);
            timers =
                    timers.withTimeout(0).withRetention(register(now, policy.retention(), context));
        }
        JobKeyState moved = new JobKeyState(next, timers, current.shown());
        jobs.update(showIfTime(moved, context, out));
    }

    private JobKeyState showIfTime(JobKeyState moved, Context context, Collector<JobStatus> out) {
        JobProgress job = moved.progress();
        JobKeyState.Shown shown = moved.shown();
        if (shown == null) {
            // A cancellation that overtook its job has nothing to show before the job comes.
            return job.startedAt() == 0 && job.counts().known() == 0
                    ? moved
                    : show(moved, context, out);
        }
        if (shown.state() != job.state()) {
            return show(moved, context, out);
        }
        boolean silent = job.state() == JobState.CANCELLED || job.state() == JobState.COMPLETED;
        if (silent) {
            return moved;
        }
        if (job.percentage() - shown.percentage() >= 1) {
            return show(moved, context, out);
        }
        if (moved.timers().statusAt() != 0) {
            return moved;
        }
        long at = now(context) + STATUS_DELAY_MILLIS;
        context.timerService().registerProcessingTimeTimer(at);
        return new JobKeyState(job, moved.timers().withStatus(at), shown);
    }

    private JobKeyState show(JobKeyState state, Context context, Collector<JobStatus> out) {
        delete(state.timers().statusAt(), state.timers(), context);
        JobProgress job = state.progress();
        long updatedAt =
                state.shown() == null
                        ? now(context)
                        : Math.max(now(context), state.shown().updatedAt() + 1);
        out.collect(job.status(updatedAt));
        return new JobKeyState(
                job,
                state.timers().withStatus(0),
                new JobKeyState.Shown(job.state(), job.percentage(), updatedAt));
    }

    private JobKeyState current(JobEvent event) throws Exception {
        JobKeyState current = jobs.value();
        return current != null
                ? current
                : new JobKeyState(
                        JobProgress.pending(event.tenantId(), event.jobId()),
                        JobKeyState.Timers.NONE,
                        null);
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }

    private static boolean isDue(long at, long timestamp) {
        return at != 0 && timestamp >= at;
    }

    private static long register(long now, Duration delay, Context context) {
        long at = now + delay.toMillis();
        context.timerService().registerProcessingTimeTimer(at);
        return at;
    }

    /** Flink keeps one timer per moment, so one that is shared stays. */
    private static void delete(long at, JobKeyState.Timers timers, Context context) {
        if (at != 0 && !timers.isShared(at)) {
            context.timerService().deleteProcessingTimeTimer(at);
        }
    }
}
