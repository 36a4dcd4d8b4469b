package ke.co.datacraft.cv.jobs;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;

/** Typed, checked values out of a Flink configuration. */
final class SettingsReader {

    private static final String SPLITTER = ",";
    private static final String HOST_AND_PORT =
            "[^\\s,:/@]+:[0-9]{1,5}|\\[[0-9a-fA-F:.]+]:[0-9]{1,5}";

    private final Configuration configuration;

    SettingsReader(Configuration configuration) {
        this.configuration = configuration;
    }

    /** A whole number between two bounds, both included. */
    int number(ConfigOption<Integer> option, int min, int max) {
        String value = raw(option);
        if (value == null) {
            return option.defaultValue();
        }
        // At most nine digits: no bound is larger, and it cannot overflow.
        boolean fits =
                value.matches("-?[0-9]{1,9}")
                        && Integer.parseInt(value) >= min
                        && Integer.parseInt(value) <= max;
        if (!fits) {
            throw wrong(
                    option,
                    value,
                    "give a whole number from %d to %d, such as %d"
                            .formatted(min, max, option.defaultValue()));
        }
        return Integer.parseInt(value);
    }

    Duration milliseconds(ConfigOption<Integer> option, int min, int max) {
        return Duration.ofMillis(number(option, min, max));
    }

    Duration seconds(ConfigOption<Integer> option, int min, int max) {
        return Duration.ofSeconds(number(option, min, max));
    }

    Duration minutes(ConfigOption<Integer> option, int min, int max) {
        return Duration.ofMinutes(number(option, min, max));
    }

    /** A number from 0 to 1. */
    double share(ConfigOption<Double> option) {
        String value = raw(option);
        if (value == null) {
            return option.defaultValue();
        }
        if (!value.matches("0|1|[01]?\\.[0-9]{1,9}") || Double.parseDouble(value) > 1) {
            throw wrong(option, value, "give a number from 0 to 1, such as 0.1");
        }
        return Double.parseDouble(value);
    }

    boolean flag(ConfigOption<Boolean> option) {
        String value = raw(option);
        if (value == null) {
            return option.defaultValue();
        }
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw wrong(option, value, "give true or false");
        };
    }

    /** The text, else the default; null where neither is. A blank value counts as absent. */
    String text(ConfigOption<String> option) {
        String value = raw(option);
        return value == null ? option.defaultValue() : value;
    }

    /** The text, which must not be empty. */
    String required(ConfigOption<String> option) {
        String value = text(option);
        if (value == null || value.isEmpty()) {
            throw wrong(option, value, "give a value, such as " + option.defaultValue());
        }
        return value;
    }

    /** The path of a folder, or null. */
    String path(ConfigOption<String> option) {
        String path = text(option);
        try {
            return path == null ? null : Path.of(path).toString();
        } catch (InvalidPathException e) {
            throw wrong(option, path, "give a folder's path");
        }
    }

    /** One of the words. */
    String oneOf(ConfigOption<String> option, List<String> words) {
        String value = text(option).toLowerCase(Locale.ROOT);
        if (!words.contains(value)) {
            throw wrong(option, value, "give one of " + String.join(", ", words));
        }
        return value;
    }

    /** The parts between commas, trimmed, without empty ones. */
    List<String> list(ConfigOption<String> option) {
        return Arrays.stream(text(option).split(SPLITTER))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .toList();
    }

    /** {@code host:port} parts between commas. */
    List<String> hosts(ConfigOption<String> option, String example) {
        List<String> hosts = list(option);
        for (String host : hosts) {
            if (!host.matches(HOST_AND_PORT)) {
                throw wrong(
                        option, host, "give host:port, separated by commas, such as " + example);
            }
        }
        return hosts;
    }

    Map<String, String> map(ConfigOption<Map<String, String>> option) {
        try {
            return Map.copyOf(configuration.get(option));
        } catch (IllegalArgumentException e) {
            throw wrong(option, "", "give a map such as {name: value, name: value}");
        }
    }

    static SettingsException wrong(ConfigOption<?> option, String value, String cure) {
        return new SettingsException(option, value, cure);
    }

    private String raw(ConfigOption<?> option) {
        String value = configuration.toMap().get(option.key());
        return value == null || value.isBlank() ? null : value.trim();
    }
}
