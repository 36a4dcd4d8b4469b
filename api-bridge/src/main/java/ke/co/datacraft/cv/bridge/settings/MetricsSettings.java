package ke.co.datacraft.cv.bridge.settings;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Metrics for Prometheus.
 *
 * @param enabled whether they are served on a port of their own
 * @param firstPort first port to try; 0 for a free one
 * @param lastPort last port to try
 */
public record MetricsSettings(boolean enabled, int firstPort, int lastPort) {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?");
    private static final int MAX_PORT = 65_535;

    static final BridgeOption<Boolean> ENABLED =
            BridgeOption.flag(
                    "CV_METRICS_ENABLED", true, "Whether metrics are served for Prometheus.");

    static final BridgeOption<String> PORT =
            new BridgeOption<>(
                    "CV_METRICS_PORT",
                    "text",
                    "9090",
                    "Port of the metrics, or a range such as `9090-9099` where several processes"
                            + " share a machine; 0 for any free port.",
                    false,
                    MetricsSettings::checked);

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(ENABLED, PORT);

    static MetricsSettings read(OptionReader reader) {
        Matcher range = RANGE.matcher(reader.get(PORT));
        range.matches();
        int first = Integer.parseInt(range.group(1));
        int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
        return new MetricsSettings(reader.get(ENABLED), first, last);
    }

    private static String checked(String text) {
        Matcher range = RANGE.matcher(text.strip());
        if (range.matches()) {
            int first = Integer.parseInt(range.group(1));
            int last = range.group(2) == null ? first : Integer.parseInt(range.group(2));
            if (first <= last && last <= MAX_PORT) {
                return text.strip();
            }
        }
        throw new IllegalArgumentException(
                "give a port from 0 to 65535 or a range such as 9090-9099");
    }
}
