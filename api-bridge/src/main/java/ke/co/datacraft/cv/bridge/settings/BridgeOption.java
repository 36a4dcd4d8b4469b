package ke.co.datacraft.cv.bridge.settings;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * One environment variable of the bridge: what it is called, what it may hold, what it means.
 *
 * @param name the variable, {@code CV_…}
 * @param typeName type for people: {@code text}, {@code number}, {@code flag}, {@code list}
 * @param defaultValue value when the variable is absent or empty; may be null
 * @param description what it does, with its range
 * @param secret whether its value must never be shown
 * @param parser reads the variable's text; throws {@link IllegalArgumentException} with the cure
 */
public record BridgeOption<T>(
        String name,
        String typeName,
        T defaultValue,
        String description,
        boolean secret,
        Function<String, T> parser) {

    /** Any text. */
    public static BridgeOption<String> text(String name, String value, String description) {
        return new BridgeOption<>(name, "text", value, description, false, String::strip);
    }

    /** Text that no message, log or page may show. */
    public static BridgeOption<String> secret(String name, String description) {
        return new BridgeOption<>(name, "secret", null, description, true, String::strip);
    }

    /** One of several words, in any case. */
    public static BridgeOption<String> choice(
            String name, String value, List<String> choices, String description) {
        return new BridgeOption<>(
                name,
                String.join(" | ", choices),
                value,
                description,
                false,
                text -> chosen(text, choices));
    }

    /** A whole number within bounds, both included. */
    public static BridgeOption<Integer> number(
            String name, int value, int min, int max, String description) {
        return new BridgeOption<>(
                name,
                "number",
                value,
                "%s, %d to %d.".formatted(description, min, max),
                false,
                text -> bounded(text, min, max));
    }

    /** {@code true} or {@code false}. */
    public static BridgeOption<Boolean> flag(String name, boolean value, String description) {
        return new BridgeOption<>(name, "flag", value, description, false, BridgeOption::truth);
    }

    /** Words separated by commas; blanks around them do not count. */
    public static BridgeOption<List<String>> list(
            String name, List<String> value, String description) {
        return new BridgeOption<>(name, "list", value, description, false, BridgeOption::words);
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static String chosen(String text, List<String> choices) {
        return choices.stream()
                .filter(choice -> choice.equalsIgnoreCase(text.strip()))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "give one of " + String.join(", ", choices)));
    }

    private static int bounded(String text, int min, int max) {
        try {
            int number = Integer.parseInt(text.strip());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw outside(min, max);
        }
        throw outside(min, max);
    }

    private static IllegalArgumentException outside(int min, int max) {
        return new IllegalArgumentException(
                "give a whole number from %d to %d".formatted(min, max));
    }

    private static boolean truth(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on" -> true;
            case "false", "0", "no", "off" -> false;
            default -> throw new IllegalArgumentException("give true or false");
        };
    }
}
