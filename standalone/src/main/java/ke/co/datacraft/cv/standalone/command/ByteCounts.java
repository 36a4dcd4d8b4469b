package ke.co.datacraft.cv.standalone.command;

import java.util.Locale;

/** Sizes for people. */
final class ByteCounts {

    private static final String[] UNITS = {"B", "kB", "MB", "GB"};

    private ByteCounts() {}

    /** In decimal units with one digit after the point. */
    static String text(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }
}
