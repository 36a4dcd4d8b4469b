package ke.co.datacraft.cv.jobs;

import org.apache.flink.configuration.ConfigOption;

/** A setting with a wrong value; the message names key, variable, value and cure. */
public final class SettingsException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    SettingsException(ConfigOption<?> option, String value, String cure) {
        super(
                option.key()
                        + " ("
                        + VisionOptionCatalog.variable(option)
                        + ") is "
                        + (value == null
                                ? "absent"
                                : "'" + VisionOptionCatalog.masked(option, value) + "'")
                        + ": "
                        + cure);
    }

    SettingsException(String message) {
        super(message);
    }
}
