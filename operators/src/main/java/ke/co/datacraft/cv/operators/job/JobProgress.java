package ke.co.datacraft.cv.operators.job;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.JobState;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.operators.record.JobEvent;

/**
 * Where a job stands, and the steps that it can take. Knows no Flink; every step gives a new value.
 *
 * <p>A job ends when as many records as it announced are known and each of them has an outcome.
 * Counted are records by their origin: a record that is read or reported twice changes nothing, and
 * the order of events makes no difference. A reference that was split no longer counts; its parts
 * do, each once however often it is written.
 *
 * @param tenantId owner
 * @param jobId the job
 * @param state where it stands
 * @param facts what its references tell about it
 * @param counts its records and their outcomes
 * @param retryCount number of the current attempt, from 0
 * @param endMessage why it ended, unless the counts tell; or null
 * @param firstFailure message of the first failure of this attempt, or null
 * @param startedAt when its first reference was seen, milliseconds since the epoch, or 0
 * @param endedAt when it ended, or 0
 */
public record JobProgress(
        String tenantId,
        UUID jobId,
        JobState state,
        JobFacts facts,
        JobCounts counts,
        int retryCount,
        String endMessage,
        String firstFailure,
        long startedAt,
        long endedAt) {

    private static final int MAX_MESSAGE = 1000;
    private static final String UNKNOWN = "unknown";

    /**
     * A job after one step, and the reference that the step was about.
     *
     * @param job the job
     * @param entry its reference
     */
    record Step(JobProgress job, ReferenceEntry entry) {}

    /** A job of which nothing was seen. */
    static JobProgress pending(String tenantId, UUID jobId) {
        return new JobProgress(
                tenantId,
                jobId,
                JobState.PENDING,
                JobFacts.NONE,
                JobCounts.NONE,
                0,
                null,
                null,
                0,
                0);
    }

    /**
     * Takes news of a reference.
     *
     * @param event any kind but a command
     * @param before what is known of the reference, or null
     */
    Step observe(JobEvent event, ReferenceEntry before) {
        ReferenceEntry after = ReferenceEntry.after(before, event);
        if (after.equals(before)) {
            return new Step(this, before);
        }
        JobCounts counted =
                counts.minus(before == null ? JobCounts.NONE : before.counts())
                        .plus(after.counts());
        String failure =
                firstFailure == null && event.kind() == JobEvent.Kind.FAILED
                        ? SafeText.shorten(event.failure().message(), MAX_MESSAGE)
                        : firstFailure;
        JobProgress seen =
                new JobProgress(
                        tenantId,
                        jobId,
                        state,
                        facts.with(event),
                        counted,
                        retryCount,
                        endMessage,
                        failure,
                        startedAt == 0 && !state.isTerminal() ? event.at() : startedAt,
                        endedAt);
        return new Step(seen.settled(event.at()), after);
    }

    /** The job when its time is up. */
    JobProgress timedOut(Duration timeout, long now) {
        String message =
                "Timed out after %s with %d of %d references done; raise CV_JOB_TIMEOUT_MINUTES or"
                        + " submit smaller jobs";
        return ended(
                JobState.FAILED, message.formatted(words(timeout), counts.settled(), total()), now);
    }

    /** The job when it is cancelled; one that ended stays as it is. */
    JobProgress cancelled(String issuedBy, long now) {
        return state.isTerminal()
                ? this
                : ended(
                        JobState.CANCELLED,
                        issuedBy == null ? "Cancelled" : "Cancelled by " + issuedBy,
                        now);
    }

    /** Why the job cannot be retried, with the cure; null when it can. */
    String retryRefusal() {
        if (state != JobState.FAILED) {
            return "Job %s is %s; only a FAILED job can be retried, submit a new one instead"
                    .formatted(jobId, state);
        }
        if (retryCount >= facts.maxRetries()) {
            return ("Job %s was retried %d of %d times; submit a new job, with a larger max_retries"
                            + " if that may help")
                    .formatted(jobId, retryCount, facts.maxRetries());
        }
        return null;
    }

    /**
     * The job in its next attempt.
     *
     * @param before counts of the references that run again, as they were
     * @param after counts of the same references, resubmitted
     */
    JobProgress retried(JobCounts before, JobCounts after) {
        return new JobProgress(
                tenantId,
                jobId,
                JobState.PROCESSING,
                facts,
                counts.minus(before).plus(after),
                retryCount + 1,
                null,
                null,
                startedAt,
                0);
    }

    /** Share of the records with an outcome, 0..100. */
    double percentage() {
        if (state == JobState.COMPLETED) {
            return 100;
        }
        int all = Math.max(total(), counts.known());
        return all == 0 ? 0 : Math.floor(10_000.0 * counts.settled() / all) / 100;
    }

    /** Whether it runs: it started and has not ended. */
    boolean isActive() {
        return state == JobState.PROCESSING;
    }

    /** Tasks for metrics. */
    String taskLabel() {
        return facts.processingType() == null ? UNKNOWN : facts.processingType();
    }

    /** The job's line for the world, fit for its row: nothing absent that the row needs. */
    JobStatus status(long updatedAt) {
        int failed = Math.min(counts.failed(), total());
        return new JobStatus(
                ContractCodec.SCHEMA_VERSION,
                jobId,
                tenantId,
                facts.name() == null ? "Job " + jobId : facts.name(),
                state,
                total(),
                Math.min(counts.succeeded(), total() - failed),
                failed,
                percentage(),
                taskLabel(),
                facts.contentType() == null ? "image" : facts.contentType(),
                facts.inputFilePath() == null ? UNKNOWN : facts.inputFilePath(),
                message(),
                retryCount,
                facts.maxRetries(),
                facts.priority() == 0 ? ImageReference.DEFAULT_PRIORITY : facts.priority(),
                facts.createdBy() == null ? UNKNOWN : facts.createdBy(),
                facts.createdAt() == null ? instant(startedAt) : facts.createdAt(),
                instant(startedAt),
                instant(endedAt),
                Instant.ofEpochMilli(updatedAt),
                facts.traceparent());
    }

    private String message() {
        if (endMessage != null || state != JobState.FAILED) {
            return endMessage;
        }
        return facts.total() == 0
                ? "A reference could not be read: " + firstFailure
                : "%d of %d references failed: %s"
                        .formatted(counts.failed(), total(), firstFailure);
    }

    /** What was announced, with a split document counted by its parts. */
    private int total() {
        return facts.total() == 0 ? counts.known() : facts.total() + counts.added();
    }

    /** Moves on when the counts say so. A job of unknown total ends with its first failure. */
    private JobProgress settled(long now) {
        if (state.isTerminal()) {
            return this;
        }
        boolean all =
                facts.total() > 0
                        && counts.known() >= total()
                        && counts.settled() == counts.known();
        if (counts.failed() > 0 && (all || facts.total() == 0)) {
            return ended(JobState.FAILED, null, now);
        }
        return all ? ended(JobState.COMPLETED, null, now) : ended(JobState.PROCESSING, null, 0);
    }

    private JobProgress ended(JobState next, String message, long now) {
        return new JobProgress(
                tenantId,
                jobId,
                next,
                facts,
                counts,
                retryCount,
                message,
                firstFailure,
                startedAt,
                now);
    }

    private static Instant instant(long millis) {
        return millis == 0 ? null : Instant.ofEpochMilli(millis);
    }

    private static String words(Duration duration) {
        return duration.toSecondsPart() == 0 && duration.toMinutes() > 0
                ? duration.toMinutes() + (duration.toMinutes() == 1 ? " minute" : " minutes")
                : duration.toMillis() / 1000.0 + " seconds";
    }
}
