package ke.co.datacraft.cv.operators.analytics;

/** Takes rows, each of which replaces the one of the same id. */
public interface WindowSink {

    /** Counts of a window as they stand. */
    void count(CountRow row);

    /** Where objects were in a window, as it stands. */
    void heat(HeatRow row);

    /**
     * Something was counted for all classes alone, since the window has {@link
     * WindowOptions#maxRows} already. Told once for each thing that was to be counted.
     *
     * @param label the class that has no row
     */
    void refused(String zoneId, String label);
}
