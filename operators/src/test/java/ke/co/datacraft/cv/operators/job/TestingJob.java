package ke.co.datacraft.cv.operators.job;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.operators.record.JobEvent;
import ke.co.datacraft.cv.operators.testing.TestingRecords;

/** A job with its references in a map, as the keyed function holds them in state. */
final class TestingJob {

    private final Map<UUID, ReferenceEntry> references = new HashMap<>();
    private JobProgress progress = JobProgress.pending(TestingRecords.TENANT, TestingRecords.JOB);

    void take(JobEvent... events) {
        for (JobEvent event : events) {
            JobProgress.Step step = progress.observe(event, references.get(event.referenceId()));
            references.put(event.referenceId(), step.entry());
            progress = step.job();
        }
    }

    /** Retries it as the keyed function does. */
    RetryPlan retry() {
        Map<String, ReferenceEntry> known = new HashMap<>();
        references.forEach((id, entry) -> known.put(id.toString(), entry));
        RetryPlan plan = RetryPlan.of(progress, known.entrySet());
        plan.entries().forEach((id, entry) -> references.put(UUID.fromString(id), entry));
        progress = plan.job();
        return plan;
    }

    void set(JobProgress next) {
        progress = next;
    }

    JobProgress progress() {
        return progress;
    }

    JobStatus status() {
        return progress.status(0);
    }
}
