package ke.co.datacraft.cv.bridge.settings;

import java.net.URI;
import java.util.List;

/**
 * Pages of others that the console and the interface link to.
 *
 * @param flinkDashboard URL of the Flink dashboard as users reach it, or null
 */
public record LinkSettings(String flinkDashboard) {

    static final BridgeOption<String> FLINK_DASHBOARD =
            new BridgeOption<>(
                    "CV_FLINK_DASHBOARD_URL",
                    "text",
                    null,
                    "The Flink dashboard as users reach it, `http://` or `https://`; no link without it.",
                    false,
                    LinkSettings::url);

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(FLINK_DASHBOARD);

    static LinkSettings read(OptionReader reader) {
        return new LinkSettings(reader.get(FLINK_DASHBOARD));
    }

    private static String url(String text) {
        try {
            URI uri = URI.create(text.strip());
            boolean isWeb = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (isWeb && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri.toString();
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "give a URL without credentials, such as http://flink.example:8081");
    }
}
