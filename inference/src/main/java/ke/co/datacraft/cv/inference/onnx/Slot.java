package ke.co.datacraft.cv.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * What one run of a model needs: a direct input buffer, and the outputs that every run writes into.
 * Made once by {@link OnnxModel#newSlot} and reused; not safe for several threads at once. A slot
 * for several pictures also runs on fewer: those at the front of its buffers.
 */
public final class Slot implements AutoCloseable {

    private final OnnxModel model;
    private final long[] inputShape;
    private final FloatBuffer input;
    private final List<FloatBuffer> outputs = new ArrayList<>();
    private final List<long[]> outputShapes = new ArrayList<>();
    private final Binding[] bindings;
    private boolean closed;

    /** The tensors of runs on one number of pictures; they share the buffers. */
    private record Binding(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {

        private void close() {
            inputs.values().forEach(OnnxTensor::close);
            outputs.values().forEach(OnnxTensor::close);
        }
    }

    Slot(OnnxModel model, long[] inputShape) throws OrtException {
        this.model = model;
        this.inputShape = inputShape;
        this.input = directBuffer(inputShape);
        this.bindings = new Binding[Math.toIntExact(inputShape[0]) + 1];
        boolean made = false;
        try {
            allocateOutputs();
            bind(capacity());
            made = true;
        } finally {
            if (!made) {
                closeTensors();
            }
        }
    }

    private void allocateOutputs() throws OrtException {
        boolean known = model.outputs().stream().allMatch(TensorSpec::isFixed);
        if (known) {
            for (TensorSpec output : model.outputs()) {
                allocateOutput(output.dimensions());
            }
            return;
        }
        Map<String, OnnxTensor> inputs = inputTensors(capacity());
        try (OrtSession.Result trial = model.session().run(inputs)) {
            for (TensorSpec output : model.outputs()) {
                OnnxTensor found = (OnnxTensor) trial.get(output.name()).orElseThrow();
                allocateOutput(found.getInfo().getShape());
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private void allocateOutput(long[] shape) {
        outputs.add(directBuffer(shape));
        outputShapes.add(shape);
    }

    private Binding bind(int pictures) throws OrtException {
        Binding known = bindings[pictures];
        if (known != null) {
            return known;
        }
        Binding binding = new Binding(inputTensors(pictures), new LinkedHashMap<>());
        bindings[pictures] = binding;
        for (int index = 0; index < outputs.size(); index++) {
            long[] shape = outputShapes.get(index);
            binding.outputs()
                    .put(
                            model.outputs().get(index).name(),
                            tensor(
                                    outputs.get(index),
                                    pictures == capacity() ? shape : leading(shape, pictures)));
        }
        return binding;
    }

    private Map<String, OnnxTensor> inputTensors(int pictures) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        tensors.put(model.inputs().get(0).name(), tensor(input, leading(inputShape, pictures)));
        return tensors;
    }

    /** Pictures that the slot has room for. */
    int capacity() {
        return bindings.length - 1;
    }

    /** Whether each output has one part per picture, so that the slot can run on fewer. */
    boolean isDivisible() {
        return outputShapes.stream().allMatch(shape -> shape.length > 0 && shape[0] == capacity());
    }

    /** The input, direct and row-major, to be filled from index 0 before each run. */
    public FloatBuffer input() {
        return input;
    }

    /** The part of the input that belongs to the picture at this index. */
    FloatBuffer input(int picture) {
        int length = input.capacity() / capacity();
        return input.slice(picture * length, length);
    }

    /** Shape of the output at this index of the graph. */
    public long[] outputShape(int index) {
        return outputShapes.get(index).clone();
    }

    /** Shapes of all outputs, in the order of the graph. */
    List<long[]> outputShapes() {
        return List.copyOf(outputShapes);
    }

    /**
     * The output at this index of the graph, row-major, from index 0; the next run overwrites it.
     */
    public FloatBuffer output(int index) {
        return outputs.get(index);
    }

    /** The part of an output that belongs to the picture at this index. */
    FloatBuffer output(int index, int picture) {
        FloatBuffer values = outputs.get(index);
        int length = values.capacity() / capacity();
        return values.slice(picture * length, length);
    }

    /**
     * Runs the model on what the input holds.
     *
     * @return the first output, {@code output(0)}
     * @throws InferenceException {@code ANALYSIS_FAILED} when the model fails
     */
    public FloatBuffer run() {
        return run(capacity());
    }

    /**
     * Runs the model on the first pictures of the input; fewer than the capacity only where {@link
     * #isDivisible}.
     *
     * @return the first output, {@code output(0)}
     * @throws InferenceException {@code ANALYSIS_FAILED} when the model fails
     */
    FloatBuffer run(int pictures) {
        if (closed) {
            throw new IllegalStateException("the slot of model '" + model.name() + "' is closed");
        }
        try {
            Binding binding = bind(pictures);
            model.session().run(binding.inputs(), binding.outputs()).close();
            return outputs.get(0);
        } catch (OrtException exception) {
            throw model.failed(exception);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            closeTensors();
            model.release();
        }
    }

    private void closeTensors() {
        for (Binding binding : bindings) {
            if (binding != null) {
                binding.close();
            }
        }
    }

    private static long[] leading(long[] shape, int pictures) {
        long[] fewer = shape.clone();
        fewer[0] = pictures;
        return fewer;
    }

    private static OnnxTensor tensor(FloatBuffer values, long[] shape) throws OrtException {
        FloatBuffer part = values.slice(0, elements(shape));
        return OnnxTensor.createTensor(OnnxEnvironment.get(), part, shape);
    }

    private static FloatBuffer directBuffer(long[] shape) {
        int bytes = Math.multiplyExact(elements(shape), Float.BYTES);
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }

    private static int elements(long[] shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        return Math.toIntExact(elements);
    }
}
