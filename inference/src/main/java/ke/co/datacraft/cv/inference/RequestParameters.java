package ke.co.datacraft.cv.inference;

import java.util.Locale;
import java.util.Map;

/**
 * Reads the parameters of a request.
 *
 * @param values text by name
 */
public record RequestParameters(Map<String, String> values) {

    /**
     * A share of 0..1.
     *
     * @throws InferenceException {@code INVALID_PARAMETER}, naming value and cure
     */
    public float share(String name, double otherwise) {
        String text = values.get(name);
        if (text == null) {
            return (float) otherwise;
        }
        try {
            float value = Float.parseFloat(text.trim());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException exception) {
            throw invalid(name, text, "give a number of 0..1");
        }
        throw invalid(name, text, "give a number of 0..1");
    }

    /**
     * A count of 1 or more.
     *
     * @param max the most that may be asked for
     * @throws InferenceException {@code INVALID_PARAMETER}, naming value and cure
     */
    public int count(String name, int otherwise, int max) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        String cure = "give a whole number of 1 to " + max;
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= 1 && value <= max) {
                return value;
            }
        } catch (NumberFormatException exception) {
            throw invalid(name, text, cure);
        }
        throw invalid(name, text, cure);
    }

    /**
     * Yes or no.
     *
     * @throws InferenceException {@code INVALID_PARAMETER}, naming value and cure
     */
    public boolean flag(String name, boolean otherwise) {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        return switch (text.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(name, text, "give true or false");
        };
    }

    /** The exception for a wrong value. */
    public static InferenceException invalid(String name, String value, String cure) {
        return new InferenceException(
                InferenceException.Reason.INVALID_PARAMETER,
                "parameter " + name + " is '" + value + "'; " + cure);
    }
}
