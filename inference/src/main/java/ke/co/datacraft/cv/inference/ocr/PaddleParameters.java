package ke.co.datacraft.cv.inference.ocr;

import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * What a request asks of PP-OCR.
 *
 * @param maxSide longest side, in pixels, at which lines are looked for
 * @param detectDirection whether lines that stand on their heads are turned
 */
record PaddleParameters(int maxSide, boolean detectDirection) {

    static final String MAX_SIDE = "max_side";
    static final String DETECT_DIRECTION = "detect_direction";

    private static final int DEFAULT_MAX_SIDE = 1280;
    private static final int SMALLEST = 64;
    private static final int LARGEST = 4096;

    /**
     * Reads and checks.
     *
     * @throws InferenceException {@code INVALID_PARAMETER}
     */
    static PaddleParameters read(Map<String, String> parameters) {
        return new PaddleParameters(
                maxSide(parameters.get(MAX_SIDE)), direction(parameters.get(DETECT_DIRECTION)));
    }

    private static int maxSide(String text) {
        if (text == null) {
            return DEFAULT_MAX_SIDE;
        }
        try {
            int side = Integer.parseInt(text.trim());
            if (side >= SMALLEST && side <= LARGEST) {
                return side;
            }
        } catch (NumberFormatException e) {
            throw invalid(MAX_SIDE, text, SMALLEST + " to " + LARGEST);
        }
        throw invalid(MAX_SIDE, text, SMALLEST + " to " + LARGEST);
    }

    private static boolean direction(String text) {
        if (text == null || text.equals("false")) {
            return false;
        }
        if (text.equals("true")) {
            return true;
        }
        throw invalid(DETECT_DIRECTION, text, "true or false");
    }

    private static InferenceException invalid(String name, String text, String cure) {
        return new InferenceException(
                InferenceException.Reason.INVALID_PARAMETER,
                name + " is '" + text + "': give " + cure);
    }
}
