package ke.co.datacraft.cv.inference.decode;

import java.util.List;
import ke.co.datacraft.cv.inference.InferenceException;

/** The grids of strides 8, 16 and 32 that the YOLO families predict on. */
public final class Grids {

    private static final int[] STRIDES = {8, 16, 32};

    private Grids() {}

    static int[] strides() {
        return STRIDES.clone();
    }

    /**
     * Number of cells of all grids.
     *
     * @param width of the model's input in pixels
     * @param height of the model's input in pixels
     */
    public static int cellCount(int width, int height) {
        int cells = 0;
        for (int stride : STRIDES) {
            cells += (width / stride) * (height / stride);
        }
        return cells;
    }

    /**
     * Number of cells of all grids of a P6 model, which has one of stride 64 as well.
     *
     * @param width of the model's input in pixels
     * @param height of the model's input in pixels
     */
    public static int cellCountP6(int width, int height) {
        return cellCount(width, height) + (width / 64) * (height / 64);
    }

    static void requireMultipleOfStride(int width, int height) {
        int largest = STRIDES[STRIDES.length - 1];
        if (width < largest || height < largest || width % largest != 0 || height % largest != 0) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_MODEL,
                    "the model's input is "
                            + width
                            + " x "
                            + height
                            + "; expected multiples of "
                            + largest
                            + " in both directions");
        }
    }

    static InferenceException mismatch(OutputShape output, String expected) {
        return mismatch(List.of(output), expected);
    }

    static InferenceException mismatch(List<OutputShape> outputs, String expected) {
        return new InferenceException(
                InferenceException.Reason.INVALID_MODEL,
                "the model has "
                        + OutputShape.describe(outputs)
                        + "; expected "
                        + expected
                        + "; check decoder, input size and labels of the manifest");
    }
}
