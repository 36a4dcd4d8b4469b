package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of {@code cv.heat_maps}: how often objects stood where.
 *
 * @param id derived from tenant, source, class and window
 * @param tenantId owner
 * @param sourceId the source
 * @param label the class; empty for all
 * @param bucketStart begin of the window
 * @param bucketSeconds its length, 3600
 * @param columns cells from left to right
 * @param rows cells from top to bottom
 * @param frames frames of the window
 * @param cells objects seen in each cell over all frames, row by row from the top left
 */
public record HeatRow(
        UUID id,
        String tenantId,
        String sourceId,
        String label,
        Instant bucketStart,
        int bucketSeconds,
        int columns,
        int rows,
        long frames,
        List<Integer> cells) {

    /** Keeps an unchangeable copy. */
    public HeatRow {
        cells = List.copyOf(cells);
    }
}
