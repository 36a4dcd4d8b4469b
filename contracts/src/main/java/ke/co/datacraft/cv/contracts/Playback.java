package ke.co.datacraft.cv.contracts;

/**
 * How a recording or folder is read.
 *
 * @param pace how fast; {@code real_time} when absent
 * @param loop whether it begins again at its end; false when absent
 */
public record Playback(Pace pace, Boolean loop) {

    /** Fills in the defaults. */
    public Playback {
        pace = pace == null ? Pace.REAL_TIME : pace;
        loop = loop != null && loop;
    }
}
