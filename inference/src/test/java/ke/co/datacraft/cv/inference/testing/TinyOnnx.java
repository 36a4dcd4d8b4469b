package ke.co.datacraft.cv.inference.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds ONNX files of a few hundred bytes whose output is known: {@code output = constant + slope
 * * mean(input)}. They run in the real runtime, so tests need no weights.
 */
public final class TinyOnnx {

    /** Element type of 32-bit floats, as ONNX numbers it. */
    public static final int FLOAT = 1;

    /** Element type of 64-bit integers, as ONNX numbers it. */
    public static final int INT64 = 7;

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private long[] inputShape = {1, 3, 32, 32};
    private int inputType = FLOAT;
    private long[] outputShape = {1, 1, 1};
    private boolean outputShapeOpen;
    private boolean perPicture;
    private float[] constant = {0};
    private float[] slope = {0};

    /** Shape of the input {@code images}; -1 leaves a dimension open. */
    public TinyOnnx input(long... shape) {
        inputShape = shape.clone();
        return this;
    }

    /** Element type of the input; anything but {@link #FLOAT} leaves the output constant. */
    public TinyOnnx inputType(int type) {
        inputType = type;
        return this;
    }

    /** Shape and values of the output {@code output}. */
    public TinyOnnx output(long[] shape, float[] values) {
        outputShape = shape.clone();
        constant = values.clone();
        slope = new float[values.length];
        return this;
    }

    /** What is added to each value for each unit of the input's mean. */
    public TinyOnnx slope(float[] values) {
        slope = values.clone();
        return this;
    }

    /** Leaves the output's shape out of the graph's declaration. */
    public TinyOnnx withOpenOutputShape() {
        outputShapeOpen = true;
        return this;
    }

    /**
     * Leaves the batch axis open and answers each picture by its own mean; the output's shape is
     * the one for one picture.
     */
    public TinyOnnx perPicture() {
        perPicture = true;
        inputShape[0] = -1;
        return this;
    }

    /** Adds custom metadata. */
    public TinyOnnx metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** The ONNX file. */
    public byte[] toBytes() {
        ProtobufWriter model =
                new ProtobufWriter()
                        .number(1, 8)
                        .text(2, "tiny")
                        .message(7, graph())
                        .message(8, new ProtobufWriter().text(1, "").number(2, 13));
        metadata.forEach(
                (key, value) ->
                        model.message(14, new ProtobufWriter().text(1, key).text(2, value)));
        return model.toBytes();
    }

    private ProtobufWriter graph() {
        ProtobufWriter graph = new ProtobufWriter();
        if (perPicture) {
            answerEachPicture(graph);
        } else if (inputType == FLOAT) {
            graph.message(1, node("ReduceMean", List.of("images"), "mean", keepNoDimensions()));
            graph.message(1, node("Mul", List.of("slope", "mean"), "change", null));
            String sum = outputShapeOpen ? "sum" : "output";
            graph.message(1, node("Add", List.of("constant", "change"), sum, null));
            if (outputShapeOpen) {
                reshapeAtRunTime(graph);
            }
        } else {
            graph.message(1, node("Add", List.of("constant", "slope"), "output", null));
        }
        graph.text(2, "tiny");
        graph.message(5, tensor("constant", outputShape, constant));
        graph.message(5, tensor("slope", outputShape, slope));
        graph.message(11, value("images", inputType, inputShape));
        graph.message(12, value("output", FLOAT, declaredOutputShape()));
        return graph;
    }

    private long[] declaredOutputShape() {
        long[] declared = outputShape.clone();
        if (perPicture) {
            declared[0] = -1;
        }
        if (outputShapeOpen) {
            Arrays.fill(declared, -1);
        }
        return declared;
    }

    /** A mean of shape [pictures, 1, ...], which is broadcast over the output of one picture. */
    private void answerEachPicture(ProtobufWriter graph) {
        ProtobufWriter axes = new ProtobufWriter().text(1, "axes").number(20, 7);
        for (int axis = 1; axis < inputShape.length; axis++) {
            axes.number(8, axis);
        }
        ProtobufWriter mean = node("ReduceMean", List.of("images"), "means", keepNoDimensions());
        graph.message(1, mean.message(5, axes));
        long[] column = new long[outputShape.length];
        Arrays.fill(column, 1);
        column[0] = -1;
        graph.message(5, integers("column", column));
        graph.message(1, node("Reshape", List.of("means", "column"), "mean", null));
        graph.message(1, node("Mul", List.of("slope", "mean"), "change", null));
        graph.message(1, node("Add", List.of("constant", "change"), "output", null));
    }

    /** Makes the shape depend on the input's values, or the runtime infers it at load. */
    private void reshapeAtRunTime(ProtobufWriter graph) {
        float[] shape = new float[outputShape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = outputShape[axis];
        }
        long[] one = {shape.length};
        graph.message(5, tensor("shape", one, shape));
        graph.message(5, tensor("zeros", one, new float[shape.length]));
        graph.message(1, node("Mul", List.of("zeros", "mean"), "nothing", null));
        graph.message(1, node("Add", List.of("shape", "nothing"), "float_shape", null));
        ProtobufWriter toInt64 = new ProtobufWriter().text(1, "to").number(3, INT64).number(20, 2);
        graph.message(1, node("Cast", List.of("float_shape"), "int_shape", toInt64));
        graph.message(1, node("Reshape", List.of("sum", "int_shape"), "output", null));
    }

    private static ProtobufWriter keepNoDimensions() {
        return new ProtobufWriter().text(1, "keepdims").number(3, 0).number(20, 2);
    }

    private static ProtobufWriter node(
            String operator, List<String> inputs, String output, ProtobufWriter attribute) {
        ProtobufWriter node = new ProtobufWriter();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, operator);
        return attribute == null ? node : node.message(5, attribute);
    }

    private static ProtobufWriter tensor(String name, long[] shape, float[] values) {
        ProtobufWriter tensor = new ProtobufWriter();
        for (long dimension : shape) {
            tensor.number(1, dimension);
        }
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor.number(2, FLOAT).text(8, name).raw(9, raw.array());
    }

    private static ProtobufWriter integers(String name, long[] values) {
        ByteBuffer raw =
                ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return new ProtobufWriter()
                .number(1, values.length)
                .number(2, INT64)
                .text(8, name)
                .raw(9, raw.array());
    }

    private static ProtobufWriter value(String name, int type, long[] shape) {
        List<ProtobufWriter> dimensions = new ArrayList<>();
        for (long dimension : shape) {
            dimensions.add(
                    dimension < 0
                            ? new ProtobufWriter().text(2, "open" + dimensions.size() + name)
                            : new ProtobufWriter().number(1, dimension));
        }
        ProtobufWriter axes = new ProtobufWriter();
        dimensions.forEach(dimension -> axes.message(1, dimension));
        ProtobufWriter tensorType = new ProtobufWriter().number(1, type).message(2, axes);
        return new ProtobufWriter()
                .text(1, name)
                .message(2, new ProtobufWriter().message(1, tensorType));
    }
}
