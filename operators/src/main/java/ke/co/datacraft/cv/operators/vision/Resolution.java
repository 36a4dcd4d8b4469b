package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;

/** The parameter {@code dpi}: dots per inch that pages of a document are rendered at. */
public final class Resolution {

    /** Fewest dots per inch. */
    public static final int MIN = 36;

    /** Most dots per inch. */
    public static final int MAX = 600;

    private static final String PARAMETER = "dpi";

    private Resolution() {}

    /**
     * The resolution of a page: the steps share one picture, so the highest that one of them asks
     * for.
     *
     * @param usual where none asks
     */
    static int of(List<PlannedTask> steps, int usual) {
        return steps.stream()
                .map(step -> step.request().parameters().get(PARAMETER))
                .filter(value -> value != null)
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(usual);
    }

    /**
     * Checks the parameter where there is one.
     *
     * @throws InferenceException {@code INVALID_PARAMETER}
     */
    static void validate(Map<String, String> parameters) {
        String value = parameters.get(PARAMETER);
        if (value == null) {
            return;
        }
        boolean number = value.matches("[0-9]{1,4}");
        if (!number || Integer.parseInt(value) < MIN || Integer.parseInt(value) > MAX) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_PARAMETER,
                    "parameter dpi is '" + value + "'; give a whole number from 36 to 600");
        }
    }
}
