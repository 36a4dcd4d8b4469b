package ke.co.datacraft.cv.inference.track;

import java.util.Arrays;

/**
 * The cheapest pairs of rows and columns where staying alone is free: a pair is made only if its
 * cost is negative. Shortest augmenting paths (Jonker and Volgenant, "A Shortest Augmenting Path
 * Algorithm for Dense and Sparse Linear Assignment Problems", Computing 38, 1987). For one thread;
 * memory is kept between calls.
 */
public final class Assignment {

    private double[] rowPotential = {};
    private double[] columnPotential = {};
    private double[] distance = {};
    private int[] matchOfColumn = {};
    private int[] before = {};
    private boolean[] done = {};
    private int[] result = {};

    /** Without memory yet. */
    public Assignment() {}

    /**
     * Pairs rows with columns.
     *
     * @param cost rows × columns, row by row; what is not below 0 is never paired
     * @return the column of each row or -1; valid until the next call
     */
    public int[] solve(double[] cost, int rows, int columns) {
        // A column of its own, at no cost, lets each row stay alone.
        int all = columns + rows;
        reserve(rows, all);
        Arrays.fill(rowPotential, 0, rows + 1, 0);
        Arrays.fill(columnPotential, 0, all + 1, 0);
        Arrays.fill(matchOfColumn, 0, all + 1, 0);
        for (int row = 1; row <= rows; row++) {
            augment(cost, row, columns, all);
        }
        Arrays.fill(result, 0, rows, -1);
        for (int column = 1; column <= columns; column++) {
            int row = matchOfColumn[column];
            if (row != 0 && cost[(row - 1) * columns + column - 1] < 0) {
                result[row - 1] = column - 1;
            }
        }
        return result;
    }

    private void augment(double[] cost, int row, int columns, int all) {
        Arrays.fill(distance, 0, all + 1, Double.POSITIVE_INFINITY);
        Arrays.fill(done, 0, all + 1, false);
        matchOfColumn[0] = row;
        int column = 0;
        do {
            done[column] = true;
            column = step(cost, column, columns, all);
        } while (matchOfColumn[column] != 0);
        while (column != 0) {
            int previous = before[column];
            matchOfColumn[column] = matchOfColumn[previous];
            column = previous;
        }
    }

    /** One step of Dijkstra's search; answers the nearest column that is not done. */
    private int step(double[] cost, int from, int columns, int all) {
        int row = matchOfColumn[from];
        double shortest = Double.POSITIVE_INFINITY;
        int nearest = 0;
        for (int column = 1; column <= all; column++) {
            if (done[column]) {
                continue;
            }
            double reduced =
                    price(cost, row, column, columns) - rowPotential[row] - columnPotential[column];
            if (reduced < distance[column]) {
                distance[column] = reduced;
                before[column] = from;
            }
            if (distance[column] < shortest) {
                shortest = distance[column];
                nearest = column;
            }
        }
        for (int column = 0; column <= all; column++) {
            if (done[column]) {
                rowPotential[matchOfColumn[column]] += shortest;
                columnPotential[column] -= shortest;
            } else {
                distance[column] -= shortest;
            }
        }
        return nearest;
    }

    private static double price(double[] cost, int row, int column, int columns) {
        if (column > columns) {
            // Only the row's own column, so that the order of rows decides nothing.
            return column - columns == row ? 0 : 1e9;
        }
        return Math.min(0, cost[(row - 1) * columns + column - 1]);
    }

    private void reserve(int rows, int all) {
        if (rowPotential.length <= rows) {
            rowPotential = new double[2 * rows + 2];
            result = new int[2 * rows + 2];
        }
        if (columnPotential.length <= all) {
            columnPotential = new double[2 * all + 2];
            distance = new double[2 * all + 2];
            matchOfColumn = new int[2 * all + 2];
            before = new int[2 * all + 2];
            done = new boolean[2 * all + 2];
        }
    }
}
