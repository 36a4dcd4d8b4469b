package ke.co.datacraft.cv.contracts;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A simulated camera as its address tells it: {@code
 * simulator://crossing?seed=7&fps=5&width=960&height=540&seconds=3600&light=day}. All but the plan
 * may be left out. The same address is the same film.
 *
 * @param plan roads of the place: {@code crossing}, {@code avenue} or {@code street}
 * @param seed picks place, weather and traffic; 1 when absent
 * @param fps frames per second of the film, above 0 to 60; 5 when absent
 * @param width of its frames in pixels, 160 to 3840; 960 when absent
 * @param height of its frames in pixels, 90 to 2160; 540 when absent
 * @param seconds length of the film, above 0 to 604,800; 3,600 when absent
 * @param light {@code day}, {@code dusk}, {@code night} or {@code rain}; null for that of the seed
 */
public record SimulatorAddress(
        String plan, long seed, double fps, int width, int height, double seconds, String light) {

    private static final List<String> PLANS = List.of("crossing", "avenue", "street");
    private static final List<String> LIGHTS = List.of("day", "dusk", "night", "rain");
    private static final List<String> PARAMETERS =
            List.of("seed", "fps", "width", "height", "seconds", "light");
    private static final Pattern ADDRESS =
            Pattern.compile("(?i:simulator):(?://)?([^/?#]*)/?(?:\\?([^#]*))?");
    private static final double WEEK = 604_800;

    /** Frames of the whole film, at least one. */
    public long frames() {
        return Math.max(1, Math.round(seconds * fps));
    }

    /**
     * Reads an address.
     *
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, naming the parameter, its value
     *     and the cure
     */
    public static SimulatorAddress parse(String uri) throws ContractException {
        Matcher matcher = ADDRESS.matcher(uri);
        if (!matcher.matches()) {
            throw FieldChecks.invalid(
                    "uri", uri, "is no simulated scene; write simulator://crossing?seed=7");
        }
        String plan = matcher.group(1);
        if (!PLANS.contains(plan)) {
            throw FieldChecks.invalid(
                    "uri", plan, "is no plan of a simulated scene; write one of " + PLANS);
        }
        Map<String, String> given = parameters(matcher.group(2));
        String light = given.get("light");
        if (light != null && !LIGHTS.contains(light)) {
            throw FieldChecks.invalid("uri: light", light, "is no light; write one of " + LIGHTS);
        }
        return new SimulatorAddress(
                plan,
                seed(given.getOrDefault("seed", "1")),
                positive(given, "fps", 5, 60),
                whole(given, "width", 960, 160, 3840),
                whole(given, "height", 540, 90, 2160),
                positive(given, "seconds", 3600, WEEK),
                light);
    }

    private static Map<String, String> parameters(String query) throws ContractException {
        Map<String, String> given = new TreeMap<>();
        if (query == null || query.isEmpty()) {
            return given;
        }
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !PARAMETERS.contains(name)) {
                throw FieldChecks.invalid(
                        "uri",
                        pair,
                        "is no parameter of a simulated scene; write name=value with one of "
                                + PARAMETERS);
            }
            if (given.put(name, pair.substring(equals + 1)) != null) {
                throw FieldChecks.invalid("uri", name, "stands there twice; keep one");
            }
        }
        return given;
    }

    private static long seed(String value) throws ContractException {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw FieldChecks.invalid("uri: seed", value, "is no whole number; give 7");
        }
    }

    private static double positive(
            Map<String, String> given, String name, double otherwise, double max)
            throws ContractException {
        double value = number(given, name, otherwise);
        DefinitionChecks.positive("uri: " + name, value, max);
        return value;
    }

    private static int whole(
            Map<String, String> given, String name, int otherwise, int min, int max)
            throws ContractException {
        double value = number(given, name, otherwise);
        if (value != Math.rint(value)) {
            throw FieldChecks.invalid("uri: " + name, given.get(name), "is no whole number");
        }
        DefinitionChecks.number("uri: " + name, value, min, max);
        return (int) value;
    }

    private static double number(Map<String, String> given, String name, double otherwise)
            throws ContractException {
        String value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(value);
        } catch (NumberFormatException e) {
            throw FieldChecks.invalid("uri: " + name, value, "is no number; give " + otherwise);
        }
    }
}
