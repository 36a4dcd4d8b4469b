package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Identifiers;

/** Writes what changed in a window as rows. */
final class WindowRows {

    private final WindowState state;
    private final String tenantId;
    private final String sourceId;
    private final WindowSink sink;
    private final FrameWeights weights;

    WindowRows(
            WindowState state,
            String tenantId,
            String sourceId,
            WindowOptions options,
            WindowSink sink) {
        this.state = state;
        this.tenantId = tenantId;
        this.sourceId = sourceId;
        this.sink = sink;
        this.weights = new FrameWeights(state, options);
    }

    /** Writes the rows of a window that are not as they were written last. */
    void write(CountWindow window) {
        Unsettled unsettled = unsettled(window);
        long millis = window.seenMillis + unsettled.millis();
        // Every frame changes a mean.
        boolean seen = millis != window.writtenMillis;
        window.writtenMillis = millis;
        window.cells.forEach(
                (key, cell) -> {
                    long[] open = unsettled.cells().getOrDefault(key, new long[2]);
                    if (cell.changed || seen && cell.objectMillis + open[0] > 0) {
                        sink.count(row(window, key, cell, open, millis));
                        cell.changed = false;
                    }
                });
    }

    /**
     * Writes the maps of a window that are not as they were written last.
     *
     * @param last whether the window is over, for now or for ever: then all tell of all its frames
     */
    void writeHeat(CountWindow window, boolean last) {
        if (window.heat == null) {
            return;
        }
        window.heat.grids.forEach(
                (label, grid) -> {
                    boolean whole = last || label.equals(HeatGrids.ALL);
                    if (grid.changed || whole && grid.writtenFrames != window.frames) {
                        grid.changed = false;
                        grid.writtenFrames = window.frames;
                        sink.heat(heat(window, label, grid));
                    }
                });
    }

    /**
     * Frames of a window that are not settled yet.
     *
     * @param millis that they stand for
     * @param cells objects times milliseconds, and most objects
     */
    private record Unsettled(long millis, Map<CellKey, long[]> cells) {}

    private Unsettled unsettled(CountWindow window) {
        Map<CellKey, long[]> cells = new TreeMap<>();
        long[] millis = new long[1];
        state.recent
                .subMap(window.startMillis, window.endMillis())
                .forEach(
                        (time, counts) -> {
                            long weight = weights.of(time);
                            millis[0] += weight;
                            counts.forEach(
                                    (key, objects) -> {
                                        long[] sum = cells.computeIfAbsent(key, k -> new long[2]);
                                        sum[0] += objects * weight;
                                        sum[1] = Math.max(sum[1], objects);
                                    });
                        });
        return new Unsettled(millis[0], cells);
    }

    private CountRow row(
            CountWindow window, CellKey key, CountCell cell, long[] open, long millis) {
        double objectMillis = cell.objectMillis + open[0];
        return new CountRow(
                id("count", key.zoneId(), key.label(), window),
                tenantId,
                sourceId,
                key.zoneId(),
                cell.zoneKind,
                key.label(),
                Instant.ofEpochMilli(window.startMillis),
                window.seconds,
                cell.in,
                cell.out,
                cell.tracks.size(),
                millis == 0 ? 0 : EventBook.rounded(objectMillis / millis, 1e4),
                (int) Math.max(cell.most, open[1]),
                cell.stays.count(),
                cell.stays.mean(),
                cell.stays.percentile(0.5),
                cell.stays.percentile(0.9),
                cell.stays.longest());
    }

    private HeatRow heat(CountWindow window, String label, HeatGrids.Grid grid) {
        List<Integer> cells = new ArrayList<>(grid.cells.length);
        Arrays.stream(grid.cells).forEach(cells::add);
        return new HeatRow(
                id("heat", null, label.isEmpty() ? null : label, window),
                tenantId,
                sourceId,
                label,
                Instant.ofEpochMilli(window.startMillis),
                window.seconds,
                window.heat.columns,
                window.heat.rows,
                window.frames,
                cells);
    }

    private UUID id(String kind, String zoneId, String label, CountWindow window) {
        return Identifiers.nameBased(
                kind,
                tenantId,
                sourceId,
                zoneId,
                label,
                Long.toString(window.startMillis),
                Integer.toString(window.seconds));
    }
}
