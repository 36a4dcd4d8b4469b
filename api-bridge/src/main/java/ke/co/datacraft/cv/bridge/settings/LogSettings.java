package ke.co.datacraft.cv.bridge.settings;

import java.util.List;

/**
 * What the process writes to its log.
 *
 * @param level least level, such as {@code INFO}
 * @param json whether each line is a JSON object with the fields of ECS, else text
 */
public record LogSettings(String level, boolean json) {

    private static final String JSON = "json";
    private static final String TEXT = "text";

    static final BridgeOption<String> LEVEL =
            BridgeOption.choice(
                    "CV_LOG_LEVEL",
                    "INFO",
                    List.of("OFF", "FATAL", "ERROR", "WARN", "WARNING", "INFO", "DEBUG", "TRACE"),
                    "Least level of what is logged.");

    static final BridgeOption<String> FORMAT =
            BridgeOption.choice(
                    "CV_LOG_FORMAT",
                    TEXT,
                    List.of(TEXT, JSON),
                    "Lines of the log: text, or JSON with the fields of the Elastic Common Schema.");

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(LEVEL, FORMAT);

    static LogSettings read(OptionReader reader) {
        String level = reader.get(LEVEL);
        return new LogSettings(
                level.equals("WARNING") ? "WARN" : level, reader.get(FORMAT).equals(JSON));
    }
}
