package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code cv.analytics_counts}.
 *
 * @param id derived from tenant, source, zone, class and window
 * @param tenantId owner
 * @param sourceId the source
 * @param zoneId zone or line; empty for the whole picture
 * @param zoneKind {@code polygon} or {@code line}; empty for the whole picture
 * @param label class; empty for all
 * @param bucketStart begin of the window
 * @param bucketSeconds its length, 60 or 3600
 * @param countIn line: crossings from left to right; zone: entries
 * @param countOut line: crossings from right to left; zone: exits
 * @param uniqueTracks tracks that were there, or crossed
 * @param occupancyMean objects in a frame; each frame counts for the time until the next
 * @param occupancyMax most objects in one frame
 * @param dwellCount stays that ended in the window
 * @param dwellMeanSeconds their mean, or null without any
 * @param dwellP50Seconds their median, or null
 * @param dwellP90Seconds their 90th percentile, or null
 * @param dwellMaxSeconds the longest, or null
 */
public record CountRow(
        UUID id,
        String tenantId,
        String sourceId,
        String zoneId,
        String zoneKind,
        String label,
        Instant bucketStart,
        int bucketSeconds,
        long countIn,
        long countOut,
        long uniqueTracks,
        double occupancyMean,
        int occupancyMax,
        long dwellCount,
        Double dwellMeanSeconds,
        Double dwellP50Seconds,
        Double dwellP90Seconds,
        Double dwellMaxSeconds) {}
