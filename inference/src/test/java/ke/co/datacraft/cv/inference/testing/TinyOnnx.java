package ke.co.datacraft.cv.inference.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds ONNX files of a few hundred bytes whose outputs are known: {@code output = constant +
 * slope * mean(input)}. They run in the real runtime, so tests need no weights.
 */
public final class TinyOnnx {

    /** Element type of 32-bit floats, as ONNX numbers it. */
    public static final int FLOAT = 1;

    /** Element type of 32-bit integers, as ONNX numbers it. */
    public static final int INT32 = 6;

    /** Element type of 64-bit integers, as ONNX numbers it. */
    public static final int INT64 = 7;

    /** Element type of 16-bit floats, as ONNX numbers it. */
    public static final int FLOAT16 = 10;

    private static final int NONE = 0;
    private static final String SIZES = "orig_target_sizes";

    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, long[]> unusedInputs = new LinkedHashMap<>();
    private final List<Output> outputs = new ArrayList<>();
    private long[] inputShape = {1, 3, 32, 32};
    private int inputType = FLOAT;
    private int sizeType;
    private boolean perPicture;
    private boolean outputShapeOpen;

    private record Output(String name, int type, long[] shape, float[] constant, float[] slope) {}

    /** Shape of the input {@code images}; -1 leaves a dimension open. */
    public TinyOnnx input(long... shape) {
        inputShape = shape.clone();
        return this;
    }

    /** Element type of the input; with integers the outputs are constant. */
    public TinyOnnx inputType(int type) {
        inputType = type;
        return this;
    }

    /**
     * Adds the input {@code orig_target_sizes} of integers, width first; outputs {@code [1, n, 4]}
     * are multiplied by it.
     */
    public TinyOnnx withPictureSize(int type) {
        sizeType = type;
        return this;
    }

    /** Leaves the input out; the outputs are constant. */
    public TinyOnnx withoutInput() {
        inputType = NONE;
        return this;
    }

    /** Adds an input of floats that the graph does not use. */
    public TinyOnnx withInput(String name, long... shape) {
        unusedInputs.put(name, shape.clone());
        return this;
    }

    /** Shape and values of the output {@code output}. */
    public TinyOnnx output(long[] shape, float[] values) {
        return output("output", FLOAT, shape, values);
    }

    /** Adds an output. */
    public TinyOnnx output(String name, int type, long[] shape, float... values) {
        outputs.add(
                new Output(name, type, shape.clone(), values.clone(), new float[values.length]));
        return this;
    }

    /** What is added to each value of the latest output for each unit of the input's mean. */
    public TinyOnnx slope(float[] values) {
        Output latest = outputs.remove(outputs.size() - 1);
        outputs.add(
                new Output(
                        latest.name, latest.type, latest.shape, latest.constant, values.clone()));
        return this;
    }

    /** Leaves the outputs' shapes out of the graph's declaration. */
    public TinyOnnx withOpenOutputShape() {
        outputShapeOpen = true;
        return this;
    }

    /**
     * Leaves the batch axis open and answers each picture by its own mean; the outputs' shapes are
     * those for one picture.
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
        ProtobufWriter graph = new ProtobufWriter().text(2, "tiny");
        if (inputType != NONE) {
            graph.message(11, value("images", inputType, inputShape));
        }
        unusedInputs.forEach((name, shape) -> graph.message(11, value(name, FLOAT, shape)));
        addMean(graph);
        if (sizeType > 0) {
            addScale(graph);
        }
        if (outputs.isEmpty()) {
            output(new long[] {1, 1, 1}, new float[1]);
        }
        outputs.forEach(output -> add(graph, output));
        return graph;
    }

    /** One mean of everything, or one for each picture. */
    private void addMean(ProtobufWriter graph) {
        if (inputType != FLOAT && inputType != FLOAT16) {
            graph.message(5, tensor("mean", new long[0], new float[1]));
            return;
        }
        graph.message(1, node("Cast", List.of("images"), "floats", integer("to", FLOAT)));
        ProtobufWriter mean = node("ReduceMean", List.of("floats"), "mean", integer("keepdims", 0));
        if (perPicture) {
            ProtobufWriter axes = new ProtobufWriter().text(1, "axes").number(20, 7);
            for (int axis = 1; axis < inputShape.length; axis++) {
                axes.number(8, axis);
            }
            mean.message(5, axes);
        }
        graph.message(1, mean);
    }

    /** Width, height, width, height of each picture, of shape [pictures, 1, 4]. */
    private void addScale(ProtobufWriter graph) {
        graph.message(11, value(SIZES, sizeType, new long[] {-1, 2}));
        graph.message(1, node("Cast", List.of(SIZES), "sizes", integer("to", FLOAT)));
        graph.message(1, node("Concat", List.of("sizes", "sizes"), "corners", integer("axis", 1)));
        graph.message(5, integers("scale_shape", new long[] {-1, 1, 4}));
        graph.message(1, node("Reshape", List.of("corners", "scale_shape"), "scale", null));
    }

    /** Means of shape [pictures, 1, ...], which are broadcast over the output of one picture. */
    private String mean(ProtobufWriter graph, Output output) {
        if (!perPicture) {
            return "mean";
        }
        long[] column = new long[output.shape.length];
        Arrays.fill(column, 1);
        column[0] = -1;
        graph.message(5, integers(output.name + "_column", column));
        List<String> inputs = List.of("mean", output.name + "_column");
        graph.message(1, node("Reshape", inputs, output.name + "_mean", null));
        return output.name + "_mean";
    }

    private void add(ProtobufWriter graph, Output output) {
        String name = output.name;
        String mean = mean(graph, output);
        graph.message(5, tensor(name + "_constant", output.shape, output.constant));
        graph.message(5, tensor(name + "_slope", output.shape, output.slope));
        graph.message(1, node("Mul", List.of(name + "_slope", mean), name + "_change", null));
        graph.message(
                1, node("Add", List.of(name + "_constant", name + "_change"), name + "_sum", null));
        String latest = name + "_sum";
        if (sizeType > 0 && output.shape.length == 3 && output.shape[2] == 4) {
            graph.message(1, node("Mul", List.of(latest, "scale"), name + "_scaled", null));
            latest = name + "_scaled";
        }
        if (outputShapeOpen) {
            reshapeAtRunTime(graph, output, latest);
            latest = name + "_shaped";
        }
        graph.message(1, node("Cast", List.of(latest), name, integer("to", output.type)));
        graph.message(12, value(name, output.type, declaredShape(output)));
    }

    private long[] declaredShape(Output output) {
        long[] declared = output.shape.clone();
        if (perPicture) {
            declared[0] = -1;
        }
        if (outputShapeOpen) {
            Arrays.fill(declared, -1);
        }
        return declared;
    }

    /** Makes the shape depend on the input's values, or the runtime infers it at load. */
    private static void reshapeAtRunTime(ProtobufWriter graph, Output output, String latest) {
        float[] shape = new float[output.shape.length];
        for (int axis = 0; axis < shape.length; axis++) {
            shape[axis] = output.shape[axis];
        }
        long[] one = {shape.length};
        String name = output.name;
        graph.message(5, tensor(name + "_shape", one, shape));
        graph.message(5, tensor(name + "_zeros", one, new float[shape.length]));
        graph.message(1, node("Mul", List.of(name + "_zeros", "mean"), name + "_nothing", null));
        graph.message(
                1,
                node(
                        "Add",
                        List.of(name + "_shape", name + "_nothing"),
                        name + "_float_shape",
                        null));
        graph.message(
                1,
                node(
                        "Cast",
                        List.of(name + "_float_shape"),
                        name + "_int_shape",
                        integer("to", INT64)));
        graph.message(
                1, node("Reshape", List.of(latest, name + "_int_shape"), name + "_shaped", null));
    }

    private static ProtobufWriter integer(String attribute, int value) {
        return new ProtobufWriter().text(1, attribute).number(3, value).number(20, 2);
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
