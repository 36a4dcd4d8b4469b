package ke.co.datacraft.cv.operators.job;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.operators.record.JobEvent;

/**
 * What a job knows about one reference: the records that carried it and what became of each. The
 * order in which events arrive makes no difference.
 *
 * @param attempt number of the job's retry that it belongs to; events of earlier ones are ignored
 * @param expected records that will come at least, after a retry resubmitted them
 * @param records last news by origin of the record
 * @param reference to run again; null once it succeeded, or when it cannot be run again
 */
public record ReferenceEntry(
        int attempt, int expected, Map<String, JobEvent.Kind> records, ImageReference reference) {

    /** Keeps the records sorted and unchangeable. */
    public ReferenceEntry {
        records = records == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(records));
    }

    /**
     * The entry after an event.
     *
     * @param before the entry so far, or null
     * @param event about one of the reference's records
     */
    static ReferenceEntry after(ReferenceEntry before, JobEvent event) {
        int attempt = event.reference() == null ? 0 : event.reference().attempt();
        if (before != null && attempt < before.attempt) {
            return before;
        }
        Map<String, JobEvent.Kind> records = new TreeMap<>();
        int expected = 0;
        ImageReference reference = event.reference();
        if (before != null) {
            expected = before.expected;
            if (attempt == before.attempt) {
                records.putAll(before.records);
                reference = before.reference == null ? reference : before.reference;
            } else {
                expected = before.counts().known();
            }
        }
        records.merge(originOf(event), event.kind(), ReferenceEntry::later);
        boolean keep = isRunnable(reference) && !records.containsValue(JobEvent.Kind.SUCCEEDED);
        return new ReferenceEntry(attempt, expected, records, keep ? reference : null);
    }

    JobCounts counts() {
        int settled = (int) records.values().stream().filter(ReferenceEntry::isSettled).count();
        int known = Math.max(expected, records.size());
        return succeeded()
                ? new JobCounts(known, settled, settled, 0)
                : new JobCounts(known, settled, 0, settled);
    }

    /** Whether one of its records has a result. */
    boolean succeeded() {
        return records.containsValue(JobEvent.Kind.SUCCEEDED);
    }

    /** Whether a retry can run it. */
    boolean canRunAgain() {
        return reference != null;
    }

    /** The entry when its records are resubmitted. */
    ReferenceEntry resubmitted(int retry) {
        int next = Math.max(attempt + 1, retry);
        return new ReferenceEntry(next, counts().known(), Map.of(), reference.withAttempt(next));
    }

    /** A reference that failed validation comes without tasks; it would only fail again. */
    private static boolean isRunnable(ImageReference reference) {
        return reference != null && !reference.tasks().isEmpty();
    }

    private static boolean isSettled(JobEvent.Kind kind) {
        return kind == JobEvent.Kind.SUCCEEDED || kind == JobEvent.Kind.FAILED;
    }

    private static JobEvent.Kind later(JobEvent.Kind left, JobEvent.Kind right) {
        return rank(left) >= rank(right) ? left : right;
    }

    private static int rank(JobEvent.Kind kind) {
        return switch (kind) {
            case COMMAND -> -1;
            case ADMITTED -> 0;
            case FAILED -> 1;
            case SUCCEEDED -> 2;
        };
    }

    private static String originOf(JobEvent event) {
        return event.origin().topic()
                + '/'
                + event.origin().partition()
                + '/'
                + event.origin().offset();
    }
}
