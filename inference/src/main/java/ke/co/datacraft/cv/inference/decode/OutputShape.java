package ke.co.datacraft.cv.inference.decode;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An output of a model for one picture.
 *
 * @param name in the graph
 * @param dimensions batch axis first, which is 1
 */
public record OutputShape(String name, long... dimensions) {

    /** Keeps a copy. */
    public OutputShape {
        dimensions = dimensions.clone();
    }

    /** Whether there are three axes, the first of length 1. */
    public boolean isRows() {
        return dimensions.length == 3 && dimensions[0] == 1;
    }

    /** Whether it is {@code [1, n, 4]}. */
    public boolean isBoxes() {
        return isRows() && dimensions[2] == 4;
    }

    /** Whether the name holds this word, in any case. */
    public boolean isCalled(String word) {
        return name.toLowerCase(Locale.ROOT).contains(word);
    }

    int length(int axis) {
        return Math.toIntExact(dimensions[axis]);
    }

    /** Elements of one picture. */
    public int elementCount() {
        long count = 1;
        for (long dimension : dimensions) {
            count = Math.multiplyExact(count, dimension);
        }
        return Math.toIntExact(count);
    }

    /** Such as {@code tensor 'output0' of shape [1, 84, 8400]}. */
    @Override
    public String toString() {
        return "tensor '" + name + "' of shape " + Arrays.toString(dimensions);
    }

    /** All of them, for messages. */
    public static String describe(List<OutputShape> outputs) {
        return String.join(", ", outputs.stream().map(OutputShape::toString).toList());
    }
}
