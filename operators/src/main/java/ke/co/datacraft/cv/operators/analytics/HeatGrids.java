package ke.co.datacraft.cv.operators.analytics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.TreeMap;

/**
 * Where objects stood in one window: a grid of all of them, and one of each class up to a limit.
 */
final class HeatGrids {

    static final String ALL = "";

    /** Of one class. */
    static final class Grid {

        /** Row by row from the top left. */
        final int[] cells;

        /** Whether it changed since its row was written. */
        boolean changed;

        /** Frames of the window as its row was written last, -1 for never. */
        long writtenFrames = -1;

        Grid(int[] cells) {
            this.cells = cells;
        }

        Grid copy() {
            Grid copy = new Grid(cells.clone());
            copy.changed = changed;
            copy.writtenFrames = writtenFrames;
            return copy;
        }
    }

    /** They stay while the window is open, whatever the options say meanwhile. */
    final int columns;

    final int rows;

    final TreeMap<String, Grid> grids = new TreeMap<>();

    /** The grid of all classes is there from the beginning: a frame without objects counts, too. */
    HeatGrids(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
        grids.put(ALL, new Grid(new int[columns * rows]));
    }

    /**
     * An object stood here.
     *
     * @param x 0 to 1; beyond counts at the edge
     * @param y likewise
     * @param maxClasses classes from which on a further one counts among all alone
     * @return whether it counts in its class, too
     */
    boolean add(String label, double x, double y, int maxClasses) {
        int place = index(y, rows) * columns + index(x, columns);
        add(grids.get(ALL), place);
        Grid grid = grids.get(label);
        if (grid == null) {
            if (grids.size() > maxClasses) {
                return false;
            }
            grid = new Grid(new int[columns * rows]);
            grids.put(label, grid);
        }
        add(grid, place);
        return true;
    }

    private static void add(Grid grid, int place) {
        grid.cells[place]++;
        grid.changed = true;
    }

    private static int index(double share, int cells) {
        return Math.max(0, Math.min(cells - 1, (int) (share * cells)));
    }

    HeatGrids copy() {
        HeatGrids copy = new HeatGrids(columns, rows);
        grids.forEach((label, grid) -> copy.grids.put(label, grid.copy()));
        return copy;
    }

    /** Most cells are small: a byte for those below 128. */
    void write(DataOutput out) throws IOException {
        out.writeInt(columns);
        out.writeInt(rows);
        out.writeInt(grids.size());
        for (var grid : grids.entrySet()) {
            Binary.text(out, grid.getKey());
            out.writeBoolean(grid.getValue().changed);
            out.writeLong(grid.getValue().writtenFrames);
            for (int cell : grid.getValue().cells) {
                Binary.count(out, cell);
            }
        }
    }

    static HeatGrids read(DataInput in) throws IOException {
        HeatGrids heat = new HeatGrids(in.readInt(), in.readInt());
        int grids = in.readInt();
        for (int i = 0; i < grids; i++) {
            String label = Binary.text(in);
            Grid grid = new Grid(new int[heat.columns * heat.rows]);
            grid.changed = in.readBoolean();
            grid.writtenFrames = in.readLong();
            for (int k = 0; k < grid.cells.length; k++) {
                grid.cells[k] = Binary.count(in);
            }
            heat.grids.put(label, grid);
        }
        return heat;
    }

    /**
     * Reads what the forms before the third had: one grid, of all classes.
     *
     * @return null where there was none
     */
    static HeatGrids readOld(DataInput in, int form) throws IOException {
        int size = in.readInt();
        int[] cells = new int[Math.max(0, size)];
        for (int i = 0; i < size; i++) {
            cells[i] = in.readInt();
        }
        int columns = form == 1 ? 64 : in.readInt();
        boolean changed = in.readBoolean();
        if (size < 0) {
            return null;
        }
        HeatGrids heat = new HeatGrids(columns, size / columns);
        Grid grid = new Grid(cells);
        grid.changed = changed;
        heat.grids.put(ALL, grid);
        return heat;
    }
}
