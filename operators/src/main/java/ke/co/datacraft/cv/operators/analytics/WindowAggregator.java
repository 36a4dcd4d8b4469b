package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import ke.co.datacraft.cv.contracts.AnalyticsEvent;
import ke.co.datacraft.cv.contracts.CrossingDirection;

/**
 * Counts what happens before one source in windows of a minute and an hour of capture time, each
 * begun at a multiple of its length since the epoch.
 *
 * <p>A window takes what is told late for a while after its end, since an object that counts late
 * tells what it did before; what comes later still goes to the oldest window that is open, so that
 * sums stay exact. The rows of open windows are written now and then, those of a window that is
 * over once more; after a restart the same rows come again and end at the same values. A source
 * that falls silent keeps the windows that its last frame is in: it may come back before they are
 * over.
 */
public final class WindowAggregator implements SceneObserver {

    private static final String ALL = "";
    private static final String LINE = "line";
    private static final String POLYGON = "polygon";
    private static final int HOUR = 3600;

    /** Maps are large and of whole hours: what open ones show is up to a minute old. */
    private static final long HEAT_MILLIS = 60_000;

    private static final int[] LENGTHS = {HOUR, 60};

    private final WindowState state;
    private final WindowOptions options;
    private final WindowSink sink;
    private final FrameWeights weights;
    private final WindowRows rows;

    /**
     * Counts into a state.
     *
     * @param state of the source; changed
     * @param sink takes the rows
     */
    public WindowAggregator(
            WindowState state,
            String tenantId,
            String sourceId,
            WindowOptions options,
            WindowSink sink) {
        this.state = state;
        this.options = options;
        this.sink = sink;
        this.weights = new FrameWeights(state, options);
        this.rows = new WindowRows(state, tenantId, sourceId, options, sink);
    }

    @Override
    public void frame(Instant time) {
        long now = time.toEpochMilli();
        // What is told at a frame can be of the one before, however long ago that was.
        if (!state.recent.isEmpty()) {
            settle(state.recent.lastKey() - Math.round(options.graceSeconds() * 1000));
        }
        if (state.recent.isEmpty()) {
            // Written when the source fell silent.
            state.windows.removeIf(window -> !window.contains(now));
        }
        for (int seconds : LENGTHS) {
            open(now, seconds).frames++;
        }
        state.recent.put(now, new TreeMap<>());
        emit(now);
    }

    private void emit(long now) {
        long before = state.emittedMillis;
        if (before == Long.MIN_VALUE) {
            state.emittedMillis = now;
        } else if (now - before >= Math.round(options.emitSeconds() * 1000)) {
            state.emittedMillis = now;
            boolean heat = Math.floorDiv(now, HEAT_MILLIS) != Math.floorDiv(before, HEAT_MILLIS);
            for (CountWindow window : state.windows) {
                rows.write(window);
                if (heat) {
                    rows.writeHeat(window, false);
                }
            }
        }
    }

    @Override
    public void event(AnalyticsEvent event) {
        // Counts come of what is seen, not of how it is told.
    }

    @Override
    public void present(Instant time, long trackId, String label, double x, double y) {
        heat(find(time.toEpochMilli(), HOUR), label, x, y);
        count(time, ALL, label, cell -> cell.tracks.add(trackId));
        occupy(time, ALL, label);
    }

    private void heat(CountWindow window, String label, double x, double y) {
        if (window.heat == null) {
            // Begun by a release that had no map without objects.
            window.heat = new HeatGrids(options.heatColumns(), options.heatRows());
        }
        boolean counted = window.heat.add(label, x, y, options.heatClasses());
        if (!counted && options.heatClasses() > 0) {
            sink.refused(ALL, label);
        }
    }

    @Override
    public void inside(Instant time, String zoneId, long trackId, String label) {
        count(
                time,
                zoneId,
                label,
                cell -> {
                    cell.zoneKind = POLYGON;
                    cell.tracks.add(trackId);
                });
        occupy(time, zoneId, label);
    }

    @Override
    public void entered(Instant time, String zoneId, long trackId, String label) {
        count(
                time,
                zoneId,
                label,
                cell -> {
                    cell.zoneKind = POLYGON;
                    cell.in++;
                });
    }

    @Override
    public void exited(
            Instant time, String zoneId, long trackId, String label, double dwellSeconds) {
        count(
                time,
                zoneId,
                label,
                cell -> {
                    cell.zoneKind = POLYGON;
                    cell.out++;
                    cell.stays.add(dwellSeconds, options.maxDwells());
                });
    }

    @Override
    public void crossed(
            Instant time, String lineId, long trackId, String label, CrossingDirection direction) {
        count(
                time,
                lineId,
                label,
                cell -> {
                    cell.zoneKind = LINE;
                    cell.tracks.add(trackId);
                    if (direction == CrossingDirection.IN) {
                        cell.in++;
                    } else {
                        cell.out++;
                    }
                });
    }

    /**
     * The source is gone, or silent for long: all is written, and what is over for certain goes.
     * The windows of the last frame stay, as rows are written over as a whole.
     */
    public void finish() {
        long last = state.recent.isEmpty() ? Long.MIN_VALUE : state.recent.lastKey();
        settleFrames(Long.MAX_VALUE);
        for (CountWindow window : state.windows) {
            write(window);
        }
        if (last != Long.MIN_VALUE) {
            state.windows.removeIf(window -> !window.contains(last));
        }
        state.emittedMillis = Long.MIN_VALUE;
        state.frameMillis = 1000;
    }

    private void count(Instant time, String zoneId, String label, Consumer<CountCell> change) {
        each(
                time,
                window -> {
                    CountCell cell = window.cell(new CellKey(zoneId, label), options.maxRows());
                    if (cell == null) {
                        sink.refused(zoneId, label);
                    } else {
                        change.accept(cell);
                    }
                    change.accept(window.cell(new CellKey(zoneId, ALL), options.maxRows()));
                });
    }

    private void each(Instant time, Consumer<CountWindow> change) {
        for (int seconds : LENGTHS) {
            change.accept(find(time.toEpochMilli(), seconds));
        }
    }

    private void occupy(Instant time, String zoneId, String label) {
        TreeMap<CellKey, Integer> counts = state.recent.get(time.toEpochMilli());
        if (counts != null) {
            counts.merge(new CellKey(zoneId, label), 1, Integer::sum);
            counts.merge(new CellKey(zoneId, ALL), 1, Integer::sum);
        }
    }

    /** The window of a time, or the oldest of its length where that one is settled. */
    private CountWindow find(long millis, int seconds) {
        CountWindow oldest = null;
        for (CountWindow window : state.windows) {
            if (window.seconds != seconds) {
                continue;
            }
            if (window.contains(millis)) {
                return window;
            }
            oldest = oldest == null ? window : oldest;
        }
        return oldest != null && millis < oldest.startMillis ? oldest : open(millis, seconds);
    }

    private CountWindow open(long millis, int seconds) {
        long start = Math.floorDiv(millis, seconds * 1000L) * seconds * 1000L;
        for (CountWindow window : state.windows) {
            if (window.startMillis == start && window.seconds == seconds) {
                return window;
            }
        }
        CountWindow window = new CountWindow(start, seconds);
        if (seconds == HOUR) {
            window.heat = new HeatGrids(options.heatColumns(), options.heatRows());
        }
        int at = 0;
        while (at < state.windows.size() && state.windows.get(at).startMillis <= start) {
            at++;
        }
        state.windows.add(at, window);
        return window;
    }

    /** Nothing more is told of frames before a time. */
    private void settle(long before) {
        settleFrames(before);
        state.windows.removeIf(
                window -> {
                    boolean over = window.endMillis() <= before;
                    if (over) {
                        write(window);
                    }
                    return over;
                });
    }

    private void settleFrames(long before) {
        while (!state.recent.isEmpty() && state.recent.firstKey() < before) {
            long millis = state.recent.firstKey();
            long weight = weights.of(millis);
            Map<CellKey, Integer> counts = state.recent.pollFirstEntry().getValue();
            state.frameMillis = weight;
            for (int seconds : LENGTHS) {
                add(find(millis, seconds), counts, weight);
            }
        }
    }

    private void write(CountWindow window) {
        rows.write(window);
        rows.writeHeat(window, true);
    }

    private void add(CountWindow window, Map<CellKey, Integer> counts, long weight) {
        window.seenMillis += weight;
        counts.forEach(
                (key, objects) -> {
                    CountCell cell = window.cells.get(key);
                    if (cell != null) {
                        cell.objectMillis += objects * weight;
                        cell.most = Math.max(cell.most, objects);
                    }
                });
    }
}
