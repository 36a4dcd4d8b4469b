package ke.co.datacraft.cv.inference.onnx;

import java.util.Arrays;
import java.util.List;

/**
 * An input or output of a model, as the graph declares it.
 *
 * @param name name in the graph
 * @param elementType ONNX Runtime's name in upper case, such as {@code FLOAT} or {@code INT64}
 * @param shape dimensions; -1 where the graph leaves one open
 */
public record TensorSpec(String name, String elementType, List<Long> shape) {

    /** Keeps a copy of the shape. */
    public TensorSpec {
        shape = List.copyOf(shape);
    }

    static TensorSpec of(String name, String elementType, long[] shape) {
        return new TensorSpec(name, elementType, Arrays.stream(shape).boxed().toList());
    }

    /** Whether the elements are 32-bit floats. */
    public boolean isFloat() {
        return "FLOAT".equals(elementType);
    }

    /** Whether every dimension is known. */
    public boolean isFixed() {
        return shape.stream().allMatch(dimension -> dimension >= 0);
    }

    /** The dimensions as an array of its own. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }

    /** Such as {@code tensor 'images' FLOAT [1, 3, 416, 416]}. */
    @Override
    public String toString() {
        return "tensor '" + name + "' " + elementType + " " + shape;
    }
}
