package ke.co.datacraft.cv.operators.job;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ImageReference;

/**
 * What a retry of a job does, or why there is none. Knows no Flink.
 *
 * @param refusal why the job cannot be retried, with the cure; null when it can
 * @param job the job in its next attempt, or as it was
 * @param entries references that run again, as they are then, by reference id
 * @param resubmissions references to write to the images topic, one per failed record
 */
record RetryPlan(
        String refusal,
        JobProgress job,
        Map<String, ReferenceEntry> entries,
        List<ImageReference> resubmissions) {

    private static final String NOTHING_TO_RUN =
            "Job %s has no failed reference that could be run again: they were refused before they"
                    + " ran; correct them and submit a new job";

    /** Decides about a job and its references. */
    static RetryPlan of(JobProgress job, Iterable<Map.Entry<String, ReferenceEntry>> references) {
        String refusal = job.retryRefusal();
        if (refusal != null) {
            return refused(job, refusal);
        }
        JobCounts before = JobCounts.NONE;
        JobCounts after = JobCounts.NONE;
        Map<String, ReferenceEntry> entries = new LinkedHashMap<>();
        List<ImageReference> resubmissions = new ArrayList<>();
        for (Map.Entry<String, ReferenceEntry> reference : references) {
            ReferenceEntry entry = reference.getValue();
            if (entry.canRunAgain()) {
                ReferenceEntry next = entry.resubmitted(job.retryCount() + 1);
                before = before.plus(entry.counts());
                after = after.plus(next.counts());
                entries.put(reference.getKey(), next);
                for (int i = 0; i < next.expected(); i++) {
                    resubmissions.add(next.reference().asSubmitted());
                }
            }
        }
        return entries.isEmpty()
                ? refused(job, NOTHING_TO_RUN.formatted(job.jobId()))
                : new RetryPlan(null, job.retried(before, after), entries, resubmissions);
    }

    private static RetryPlan refused(JobProgress job, String refusal) {
        return new RetryPlan(refusal, job, Map.of(), List.of());
    }
}
