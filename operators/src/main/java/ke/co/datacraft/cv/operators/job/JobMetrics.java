package ke.co.datacraft.cv.operators.job;

import java.util.Locale;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.metrics.CvMetrics;
import ke.co.datacraft.cv.operators.metrics.MetricNames;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** Counts jobs. */
final class JobMetrics {

    private final CvMetrics metrics;
    private volatile long active;

    JobMetrics(MetricGroup group, long active) {
        this.metrics = CvMetrics.of(group);
        this.active = active;
        metrics.gauge(MetricNames.ACTIVE_JOBS, () -> this.active);
    }

    /** Jobs that run; after a change of parallelism only the sum over all subtasks is right. */
    long active() {
        return active;
    }

    /** Takes note of a step from one state of a job to the next. */
    void moved(JobProgress from, JobProgress to) {
        if (from.isActive() != to.isActive()) {
            active = active + (to.isActive() ? 1 : -1);
        }
        boolean ended = !from.state().isTerminal() && to.state().isTerminal();
        if (!ended || to.startedAt() == 0) {
            return;
        }
        // All three at once, so that their series begin together and divide from the first scrape.
        Counter total = jobs(MetricNames.PROCESSING_JOBS_TOTAL, to);
        Counter success = jobs(MetricNames.PROCESSING_JOBS_SUCCESS_TOTAL, to);
        Counter error = jobs(MetricNames.PROCESSING_JOBS_ERROR_TOTAL, to);
        total.inc();
        switch (to.state()) {
            case COMPLETED -> success.inc();
            case FAILED -> error.inc();
            case CANCELLED, PENDING, PROCESSING -> {}
        }
    }

    /** Counts a refused command. */
    void refused(ReasonCode reason) {
        metrics.counter(
                        MetricNames.DEAD_LETTERS_TOTAL,
                        MetricNames.REASON,
                        reason.name().toLowerCase(Locale.ROOT))
                .inc();
    }

    private Counter jobs(String name, JobProgress job) {
        return metrics.counter(name, MetricNames.TASK, job.taskLabel());
    }
}
