package ke.co.datacraft.cv.jobs;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.Formatter;
import org.apache.flink.configuration.description.HtmlFormatter;

/** Writes {@code docs/configuration.md} out of the options' declarations. */
final class ConfigurationReference {

    private static final String HEAD =
            """
            # Configuration

            Generated from the `*Options` of module `jobs`; do not edit. Each option is an environment variable and a Flink configuration key, which are the same name.
            The strongest wins: program argument (`--cv.max-pages 10`), Flink configuration (`-Dcv.max-pages=10`, `config.yaml`), environment variable, default.
            An empty value counts as absent. A wrong value stops the process at start with the key, the value and the cure.

            Variables are read where the job is submitted. Put URLs with passwords into variables rather than into Flink's configuration, which its dashboard shows.
            """;

    private ConfigurationReference() {}

    static String markdown() {
        return HEAD
                + VisionOptionCatalog.GROUPS.stream()
                        .map(ConfigurationReference::section)
                        .collect(Collectors.joining());
    }

    private static String section(VisionOptionCatalog.Group group) {
        return "\n## "
                + group.title()
                + "\n\n| Variable | Key | Type | Default | Meaning |\n|---|---|---|---|---|\n"
                + group.options().stream()
                        .map(ConfigurationReference::row)
                        .collect(Collectors.joining());
    }

    private static String row(ConfigOption<?> option) {
        Formatter formatter = new HtmlFormatter();
        return "| `%s` | `%s` | %s | %s | %s |\n"
                .formatted(
                        VisionOptionCatalog.variable(option),
                        option.key(),
                        type(option),
                        value(option),
                        formatter.format(option.description()));
    }

    private static String type(ConfigOption<?> option) {
        Object value = option.defaultValue();
        if (value instanceof Map) {
            return "map";
        }
        return value == null ? "string" : value.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static String value(ConfigOption<?> option) {
        Object value = option.defaultValue();
        boolean empty = value == null || value.equals("") || value.equals(Map.of());
        return empty ? "–" : "`" + value + "`";
    }
}
