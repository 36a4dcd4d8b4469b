package ke.co.datacraft.cv.operators.analytics;

import java.io.Serializable;

/**
 * How counts are kept.
 *
 * @param emitSeconds capture time after which the rows of open windows are written again, above 0
 * @param graceSeconds capture time for which a window that is over still takes what is told late, 0
 *     and up
 * @param heatColumns columns of the heat map, 1 to 256
 * @param heatRows rows of the heat map, 1 to 256
 * @param maxDwells stays of a row whose times are kept for its percentiles, at least 1; later ones
 *     count for the number, the mean and the maximum alone
 */
public record WindowOptions(
        double emitSeconds, double graceSeconds, int heatColumns, int heatRows, int maxDwells)
        implements Serializable {

    /** What holds unless the installation says otherwise. */
    public static final WindowOptions DEFAULT = new WindowOptions(10, 60, 64, 36, 10_000);

    /** The same with another pause between rows of open windows. */
    public WindowOptions withEmitSeconds(double seconds) {
        return new WindowOptions(seconds, graceSeconds, heatColumns, heatRows, maxDwells);
    }
}
