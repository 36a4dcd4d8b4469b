package ke.co.datacraft.cv.inference.decode;

import java.util.Arrays;
import ke.co.datacraft.cv.inference.InferenceException;

/** The grids of strides 8, 16 and 32 that both YOLO families predict on. */
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

    static InferenceException mismatch(String tensor, long[] shape, String expected) {
        return new InferenceException(
                InferenceException.Reason.INVALID_MODEL,
                "tensor '"
                        + tensor
                        + "' has the shape "
                        + Arrays.toString(shape)
                        + "; expected "
                        + expected
                        + "; check decoder, input size and labels of the manifest");
    }
}
