package ke.co.datacraft.cv.operators.analytics;

import java.io.Serializable;

/**
 * How counts are kept.
 *
 * @param emitSeconds capture time after which the rows of open windows are written again, above 0
 * @param graceSeconds capture time for which a window that is over still takes what is told late, 0
 *     and up
 * @param maxGapSeconds longest time that a frame stands for when the next one is late, above 0
 * @param heatColumns columns of the heat map, 1 to 256
 * @param heatRows rows of the heat map, 1 to 256
 * @param heatClasses classes of an hour that have a map of their own, 0 to 256; a further one
 *     counts among all classes alone
 * @param maxDwells stays of a row up to which its percentiles are exact, at least 1
 * @param maxRows rows of a window, by zone and class, from which on a further class counts among
 *     all classes alone, at least 1
 */
public record WindowOptions(
        double emitSeconds,
        double graceSeconds,
        double maxGapSeconds,
        int heatColumns,
        int heatRows,
        int heatClasses,
        int maxDwells,
        int maxRows)
        implements Serializable {

    /** What holds unless the installation says otherwise. */
    public static final WindowOptions DEFAULT =
            new WindowOptions(10, 60, 60, 64, 36, 10, 10_000, 1_000);

    /** The same with another pause between rows of open windows. */
    public WindowOptions withEmitSeconds(double seconds) {
        return new WindowOptions(
                seconds,
                graceSeconds,
                maxGapSeconds,
                heatColumns,
                heatRows,
                heatClasses,
                maxDwells,
                maxRows);
    }

    /** The same with other heat maps. */
    public WindowOptions withHeat(int columns, int rows, int classes) {
        return new WindowOptions(
                emitSeconds,
                graceSeconds,
                maxGapSeconds,
                columns,
                rows,
                classes,
                maxDwells,
                maxRows);
    }

    /** The same with other limits. */
    public WindowOptions withLimits(int dwells, int rows) {
        return new WindowOptions(
                emitSeconds,
                graceSeconds,
                maxGapSeconds,
                heatColumns,
                heatRows,
                heatClasses,
                dwells,
                rows);
    }
}
