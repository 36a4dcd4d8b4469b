package ke.co.datacraft.cv.bridge.event;

import java.time.Instant;

/**
 * Counts of one bucket and group; null where it does not apply.
 *
 * @param time begin of the bucket
 * @param sourceId the source; null when all are counted together
 * @param zoneId the zone or line; null for the whole picture
 * @param label the class; null for all
 * @param uniqueTracks objects that were seen
 * @param entries objects that came into the zone
 * @param exits objects that left the zone
 * @param crossingsIn crossings of the line from its left to its right
 * @param crossingsOut crossings of the line from its right to its left
 * @param occupancyMean objects on average over the whole bucket
 * @param occupancyMax most objects
 * @param dwellCount stays that ended
 * @param dwellP50Seconds stay that half of the objects did not exceed
 * @param dwellP90Seconds stay that nine of ten objects did not exceed
 * @param dwellMaxSeconds longest stay
 */
record CountBucket(
        Instant time,
        String sourceId,
        String zoneId,
        String label,
        Long uniqueTracks,
        Long entries,
        Long exits,
        Long crossingsIn,
        Long crossingsOut,
        Double occupancyMean,
        Integer occupancyMax,
        Long dwellCount,
        Double dwellP50Seconds,
        Double dwellP90Seconds,
        Double dwellMaxSeconds) {

    /** What the counts are about. */
    Group group() {
        return new Group(sourceId, zoneId, label, entries != null, crossingsIn != null);
    }

    /**
     * What counts are about.
     *
     * @param area whether it has entries and exits
     * @param line whether it has crossings
     */
    record Group(String sourceId, String zoneId, String label, boolean area, boolean line) {

        /** Counts of a bucket in which nothing happened. */
        CountBucket nothing(Instant time) {
            Long none = 0L;
            return new CountBucket(
                    time,
                    sourceId,
                    zoneId,
                    label,
                    none,
                    area ? none : null,
                    area ? none : null,
                    line ? none : null,
                    line ? none : null,
                    0.0,
                    0,
                    none,
                    null,
                    null,
                    null);
        }
    }
}
