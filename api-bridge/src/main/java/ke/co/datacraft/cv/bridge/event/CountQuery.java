package ke.co.datacraft.cv.bridge.event;

import java.time.Instant;
import java.util.List;

/**
 * What is read from the counts.
 *
 * @param request times, buckets and groups
 * @param begins when the buckets begin
 * @param tenant whose
 * @param sources only these; all when empty
 * @param zones only these; all when empty
 * @param labels only these; all when empty
 */
record CountQuery(
        CountRequest request,
        List<Instant> begins,
        String tenant,
        List<String> sources,
        List<String> zones,
        List<String> labels) {}
