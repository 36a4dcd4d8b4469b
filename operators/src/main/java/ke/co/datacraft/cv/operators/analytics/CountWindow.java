package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/** Counts of one source in one window. */
final class CountWindow {

    final long startMillis;
    final int seconds;
    long frames;

    /** Milliseconds that the settled frames stand for. */
    long seenMillis;

    /** Milliseconds that all frames stood for when rows were written last. */
    long writtenMillis;

    final TreeMap<CellKey, CountCell> cells = new TreeMap<>();

    /** Where objects stood; null in windows that tell nothing of that. */
    HeatGrids heat;

    CountWindow(long startMillis, int seconds) {
        this.startMillis = startMillis;
        this.seconds = seconds;
    }

    boolean contains(long millis) {
        return millis >= startMillis && millis < endMillis();
    }

    long endMillis() {
        return startMillis + seconds * 1000L;
    }

    /**
     * The counts of a zone and class, which are about to change.
     *
     * @param maxCells number from which on only those of all classes are begun
     * @return null where they are not kept
     */
    CountCell cell(CellKey key, int maxCells) {
        CountCell cell = cells.get(key);
        if (cell == null) {
            if (cells.size() >= maxCells && !key.label().isEmpty()) {
                return null;
            }
            cell = new CountCell();
            cells.put(key, cell);
        }
        cell.changed = true;
        return cell;
    }

    CountWindow copy() {
        CountWindow copy = new CountWindow(startMillis, seconds);
        copy.frames = frames;
        copy.seenMillis = seenMillis;
        copy.writtenMillis = writtenMillis;
        cells.forEach((key, cell) -> copy.cells.put(key, cell.copy()));
        copy.heat = heat == null ? null : heat.copy();
        return copy;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(startMillis);
        out.writeInt(seconds);
        out.writeLong(frames);
        out.writeLong(seenMillis);
        out.writeLong(writtenMillis);
        out.writeInt(cells.size());
        for (var cell : cells.entrySet()) {
            Binary.text(out, cell.getKey().zoneId());
            Binary.text(out, cell.getKey().label());
            cell.getValue().write(out);
        }
        out.writeBoolean(heat != null);
        if (heat != null) {
            heat.write(out);
        }
    }

    /**
     * @param form of the state
     */
    static CountWindow read(DataInput in, int form) throws IOException {
        CountWindow window = new CountWindow(in.readLong(), in.readInt());
        window.frames = in.readLong();
        window.seenMillis = in.readLong();
        window.writtenMillis = in.readLong();
        int cells = in.readInt();
        for (int i = 0; i < cells; i++) {
            CellKey key = new CellKey(Binary.text(in), Binary.text(in));
            window.cells.put(key, CountCell.read(in));
        }
        if (form < 3) {
            window.heat = HeatGrids.readOld(in, form);
        } else {
            window.heat = in.readBoolean() ? HeatGrids.read(in) : null;
        }
        return window;
    }
}
