package ke.co.datacraft.cv.bridge.live;

import java.util.Set;
import java.util.UUID;

/**
 * What a client wants to hear of.
 *
 * @param types event types; empty for all
 * @param sources cameras; empty for all, events without one included
 * @param jobId one job, or null
 */
record EventFilter(Set<String> types, Set<String> sources, UUID jobId) {

    /** Everything. */
    static final EventFilter ALL = new EventFilter(Set.of(), Set.of(), null);

    EventFilter {
        types = Set.copyOf(types);
        sources = Set.copyOf(sources);
    }

    boolean lets(LiveEvent event) {
        return (types.isEmpty() || types.contains(event.type()))
                && (sources.isEmpty() || sources.contains(event.source()))
                && (jobId == null || isOf(event, jobId));
    }

    /** Whether a message is about the job; the contracts write ids in this one form. */
    static boolean isOf(LiveEvent event, UUID jobId) {
        return event.data().contains("\"job_id\":\"" + jobId + '"');
    }
}
