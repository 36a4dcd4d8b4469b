package ke.co.datacraft.cv.contracts;

/**
 * Which events become one alert.
 *
 * @param by what they have in common; {@code none} when absent
 * @param windowSeconds longest pause between two of them; 30 when absent
 */
public record AlertGrouping(GroupBy by, Integer windowSeconds) {

    /** Fills in the defaults. */
    public AlertGrouping {
        by = by == null ? GroupBy.NONE : by;
        windowSeconds = windowSeconds == null ? 30 : windowSeconds;
    }
}
