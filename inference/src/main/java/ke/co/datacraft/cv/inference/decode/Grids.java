package ke.co.datacraft.cv.inference.decode;

import java.nio.FloatBuffer;
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

    /**
     * Whether the boxes of a tensor of one row per cell are decoded. The cell at the lower right of
     * the finest grid tells: a box that belongs to it has its centre there, in pixels, while an
     * offset from the cell is no more than a few strides.
     *
     * @param output rows that begin with the centre's x and y
     * @param columns values of a row
     */
    static boolean holdsPixels(FloatBuffer output, int columns, int width, int height) {
        int lowerRight = (width / STRIDES[0]) * (height / STRIDES[0]) - 1;
        return output.get(lowerRight * columns) > width / 2f
                && output.get(lowerRight * columns + 1) > height / 2f;
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
