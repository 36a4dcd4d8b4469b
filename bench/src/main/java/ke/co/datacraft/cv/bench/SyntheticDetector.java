package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import ke.co.datacraft.cv.inference.testing.ProtobufWriter;

/**
 * A detector with random weights, in the layout and of about the cost of YOLOX-nano at 416 x 416
 * (0.9 GFLOPs), so that a machine without any weights can measure. What it finds means nothing.
 */
final class SyntheticDetector {

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int INPUT = 416;
    private static final int VALUES = 85;
    private static final int STRIDE_8_CHANNELS = 64;
    private static final long OPEN = -1;

    private final Random random = new Random(20260101);
    private final List<ProtobufWriter> nodes = new ArrayList<>();
    private final List<ProtobufWriter> weights = new ArrayList<>();

    private SyntheticDetector() {}

    /** The ONNX file: input {@code images} Nx3x416x416, output {@code output} Nx3549x85. */
    static byte[] toBytes() {
        return new SyntheticDetector().build();
    }

    private byte[] build() {
        convolution("images", 3, 32, 3, 2, true, "stem");
        convolution("stem", 32, 64, 3, 2, true, "stride4");
        convolution("stride4", 64, STRIDE_8_CHANNELS, 3, 2, true, "stride8");
        convolution("stride8", STRIDE_8_CHANNELS, 128, 3, 2, true, "stride16");
        convolution("stride16", 128, 256, 3, 2, true, "stride32");
        head("stride8", STRIDE_8_CHANNELS, 8);
        head("stride16", 128, 16);
        head("stride32", 256, 32);
        node("Concat", List.of("cells8", "cells16", "cells32"), "cells", integer("axis", 2));
        node("Sigmoid", List.of("cells"), "scores");
        node("Transpose", List.of("scores"), "output", integers("perm", 0, 2, 1));
        ProtobufWriter graph = new ProtobufWriter();
        nodes.forEach(node -> graph.message(1, node));
        graph.text(2, "synthetic");
        weights.forEach(weight -> graph.message(5, weight));
        graph.message(11, value("images", OPEN, 3, INPUT, INPUT));
        graph.message(12, value("output", OPEN, cells(8) + cells(16) + cells(32), VALUES));
        return new ProtobufWriter()
                .number(1, 8)
                .text(2, "bench")
                .message(7, graph)
                .message(8, new ProtobufWriter().text(1, "").number(2, 13))
                .toBytes();
    }

    /** Writes it into a folder of its own within the given one. */
    static Path write(Path folder) throws IOException {
        return Files.write(
                Files.createDirectories(folder.resolve("model")).resolve("synthetic.onnx"),
                toBytes());
    }

    private static long cells(int stride) {
        return (long) (INPUT / stride) * (INPUT / stride);
    }

    private void head(String input, int channels, int stride) {
        convolution(input, channels, VALUES, 1, 1, false, "head" + stride);
        String shape = "shape" + stride;
        ByteBuffer raw = ByteBuffer.allocate(3 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        // Zero keeps the batch as it comes.
        raw.putLong(0).putLong(VALUES).putLong(cells(stride));
        weights.add(
                new ProtobufWriter()
                        .number(1, 3)
                        .number(2, INT64)
                        .text(8, shape)
                        .raw(9, raw.array()));
        node("Reshape", List.of("head" + stride, shape), "cells" + stride);
    }

    private void convolution(
            String input, int in, int out, int kernel, int stride, boolean relu, String output) {
        // Keeps the variance from layer to layer (He et al. 2015), so nothing over- or underflows.
        double spread = Math.sqrt(2.0 / (in * kernel * kernel));
        weights.add(tensor(output + ".weight", spread, 0, out, in, kernel, kernel));
        // Sigmoids of a head without a bias would make every cell a candidate.
        weights.add(tensor(output + ".bias", 0.1, relu ? 0 : -4, out));
        String raw = relu ? output + ".raw" : output;
        long pad = kernel / 2;
        node(
                "Conv",
                List.of(input, output + ".weight", output + ".bias"),
                raw,
                integers("kernel_shape", kernel, kernel),
                integers("strides", stride, stride),
                integers("pads", pad, pad, pad, pad));
        if (relu) {
            node("Relu", List.of(raw), output);
        }
    }

    private ProtobufWriter tensor(String name, double spread, double mean, long... shape) {
        int count = 1;
        ProtobufWriter tensor = new ProtobufWriter();
        for (long dimension : shape) {
            tensor.number(1, dimension);
            count *= (int) dimension;
        }
        ByteBuffer raw = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        FloatBuffer values = raw.asFloatBuffer();
        for (int i = 0; i < count; i++) {
            values.put((float) (mean + random.nextGaussian() * spread));
        }
        return tensor.number(2, FLOAT).text(8, name).raw(9, raw.array());
    }

    private void node(
            String operator, List<String> inputs, String output, ProtobufWriter... attributes) {
        ProtobufWriter node = new ProtobufWriter();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, operator);
        for (ProtobufWriter attribute : attributes) {
            node.message(5, attribute);
        }
        nodes.add(node);
    }

    private static ProtobufWriter integer(String name, long value) {
        return new ProtobufWriter().text(1, name).number(3, value).number(20, 2);
    }

    private static ProtobufWriter integers(String name, long... values) {
        ProtobufWriter attribute = new ProtobufWriter().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7);
    }

    private static ProtobufWriter value(String name, long... shape) {
        ProtobufWriter axes = new ProtobufWriter();
        for (long dimension : shape) {
            ProtobufWriter axis = new ProtobufWriter();
            axes.message(1, dimension == OPEN ? axis.text(2, "batch") : axis.number(1, dimension));
        }
        ProtobufWriter tensor = new ProtobufWriter().number(1, FLOAT).message(2, axes);
        return new ProtobufWriter()
                .text(1, name)
                .message(2, new ProtobufWriter().message(1, tensor));
    }
}
