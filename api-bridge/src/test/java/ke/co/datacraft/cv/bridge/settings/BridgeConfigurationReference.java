package ke.co.datacraft.cv.bridge.settings;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Writes {@code docs/bridge-configuration.md} out of the options' declarations. */
final class BridgeConfigurationReference {

    private static final String HEAD =
            """
            # Configuration of the bridge

            Generated from `BridgeOptions`; do not edit. Each option is an environment variable; an empty value counts as absent.
            A wrong value stops the process at start with the variable, the value and the cure, all of them at once.
            Variables that VisionJob has as well ([configuration.md](configuration.md)) mean the same here.
            """;

    private BridgeConfigurationReference() {}

    static String markdown() {
        return HEAD
                + BridgeOptions.GROUPS.stream()
                        .map(BridgeConfigurationReference::section)
                        .collect(Collectors.joining());
    }

    private static String section(BridgeOptions.Group group) {
        return "\n## "
                + group.title()
                + "\n\n| Variable | Type | Default | Meaning |\n|---|---|---|---|\n"
                + group.options().stream()
                        .map(BridgeConfigurationReference::row)
                        .collect(Collectors.joining());
    }

    private static String row(BridgeOption<?> option) {
        return "| `%s` | %s | %s | %s |\n"
                .formatted(
                        option.name(),
                        option.typeName().replace("|", "\\|"),
                        value(option.defaultValue()),
                        option.description());
    }

    private static String value(Object value) {
        String text =
                value instanceof List<?> list
                        ? list.stream().map(Objects::toString).collect(Collectors.joining(","))
                        : Objects.toString(value, "");
        return text.isEmpty() ? "" : "`" + text + "`";
    }
}
