package ke.co.datacraft.cv.operators.analytics;

/** Takes rows, each of which replaces the one of the same id. */
public interface WindowSink {

    /** Counts of a window as they stand. */
    void count(CountRow row);

    /** Where objects were in a window, as it stands. */
    void heat(HeatRow row);
}
