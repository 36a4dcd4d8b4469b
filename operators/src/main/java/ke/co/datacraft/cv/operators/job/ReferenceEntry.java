package ke.co.datacraft.cv.operators.job;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.DocumentPart;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.RecordOrigin;
import ke.co.datacraft.cv.operators.record.JobEvent;

/**
 * What a job knows about one reference: the records that carried it and what became of each. The
 * order in which events arrive makes no difference.
 *
 * @param attempt number of the job's retry that it belongs to; events of earlier ones are ignored
 * @param expected records that will come at least, after a retry resubmitted them
 * @param records last news by origin of the record
 * @param reference to run again; null once it succeeded or was split, or when it cannot be run
 *     again
 * @param parts references that took its place; null unless it was split
 */
public record ReferenceEntry(
        int attempt,
        int expected,
        Map<String, JobEvent.Kind> records,
        ImageReference reference,
        Integer parts) {

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
        Integer parts = event.parts();
        if (before != null) {
            expected = before.expected;
            if (attempt == before.attempt) {
                parts = before.parts == null ? parts : before.parts;
                records.putAll(before.records);
                reference = before.reference == null ? reference : before.reference;
            } else {
                expected = before.counts().known();
            }
        }
        records.merge(originOf(event), event.kind(), ReferenceEntry::later);
        boolean done =
                records.containsValue(JobEvent.Kind.SUCCEEDED)
                        || records.containsValue(JobEvent.Kind.SPLIT);
        boolean keep = isRunnable(reference) && !done;
        return new ReferenceEntry(attempt, expected, records, keep ? reference : null, parts);
    }

    JobCounts counts() {
        int settled = (int) records.values().stream().filter(ReferenceEntry::isSettled).count();
        int split = Collections.frequency(records.values(), JobEvent.Kind.SPLIT);
        int known = Math.max(expected, records.size()) - split;
        int added = split == 0 ? 0 : split * (parts - 1);
        return succeeded()
                ? new JobCounts(known, settled, settled, 0, added)
                : new JobCounts(known, settled, 0, settled, added);
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
        return new ReferenceEntry(
                next, counts().known(), Map.of(), reference.withAttempt(next), null);
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
            // Its parts are on their way whatever a second run of the record says.
            case SPLIT -> 3;
        };
    }

    /**
     * What tells records apart. A reference with a number counts once however often it was written,
     * and so do its parts; only a retry writes as many records as there were before. A part of one
     * without counts by what was split: a crash may write it to the topic once more.
     */
    private static String originOf(JobEvent event) {
        Integer index = indexOf(event.reference());
        if (index != null) {
            return "reference/" + index;
        }
        DocumentPart part = event.reference() == null ? null : event.reference().part();
        RecordOrigin origin = part == null ? event.origin() : part.origin();
        return origin.topic() + '/' + origin.partition() + '/' + origin.offset();
    }

    private static Integer indexOf(ImageReference reference) {
        boolean numbered = reference != null && reference.attempt() == 0 && reference.job() != null;
        return numbered ? reference.job().index() : null;
    }
}
