package ke.co.datacraft.cv.inference.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * What one run of a model needs: a direct input buffer, and the outputs that every run writes into,
 * as 32-bit floats whatever the graph's types are. Made once by {@link OnnxModel#newSlot} and
 * reused; not safe for several threads at once. A slot for several pictures also runs on fewer:
 * those at the front of its buffers.
 */
public final class Slot implements AutoCloseable {

    private final OnnxModel model;
    private final long[] inputShape;
    private final int pictures;
    private final TensorBuffer input;
    private final List<TensorBuffer> outputs = new ArrayList<>();
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

    Slot(OnnxModel model, long[] askedShape) throws OrtException {
        this.model = model;
        this.pictures = Math.toIntExact(askedShape[0]);
        this.inputShape = model.signature().runShape(askedShape);
        this.input = buffer(model.pictureInput(), inputShape);
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
                allocateOutput(output, output.dimensions());
            }
            return;
        }
        Map<String, OnnxTensor> inputs = inputTensors(capacity());
        try (OrtSession.Result trial = model.session().run(inputs)) {
            for (TensorSpec output : model.outputs()) {
                OnnxTensor found = (OnnxTensor) trial.get(output.name()).orElseThrow();
                allocateOutput(output, found.getInfo().getShape());
            }
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private void allocateOutput(TensorSpec output, long[] shape) {
        outputs.add(buffer(output, shape));
        outputShapes.add(shape);
    }

    private static TensorBuffer buffer(TensorSpec tensor, long[] shape) {
        return new TensorBuffer(
                ElementType.of(tensor).orElseThrow(), TensorBuffer.elementCount(shape));
    }

    private Binding bind(int count) throws OrtException {
        Binding known = bindings[count];
        if (known != null) {
            return known;
        }
        Binding binding = new Binding(inputTensors(count), new LinkedHashMap<>());
        bindings[count] = binding;
        for (int index = 0; index < outputs.size(); index++) {
            long[] shape = outputShapes.get(index);
            binding.outputs()
                    .put(
                            model.outputs().get(index).name(),
                            outputs.get(index)
                                    .tensor(count == capacity() ? shape : leading(shape, count)));
        }
        return binding;
    }

    private Map<String, OnnxTensor> inputTensors(int count) throws OrtException {
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        TensorSpec picture = model.pictureInput();
        for (TensorSpec spec : model.inputs()) {
            tensors.put(
                    spec.name(),
                    spec.equals(picture)
                            ? input.tensor(leading(inputShape, count))
                            : sizes(spec, count));
        }
        return tensors;
    }

    /** Exports that scale their boxes by the picture's size give pixels of the input this way. */
    private OnnxTensor sizes(TensorSpec spec, int count) throws OrtException {
        long[] shape = {count, 2};
        TensorBuffer sizes = buffer(spec, shape);
        for (int index = 0; index < count; index++) {
            sizes.floats().put(2 * index, inputShape[inputShape.length - 1]);
            sizes.floats().put(2 * index + 1, inputShape[inputShape.length - 2]);
        }
        sizes.store(2 * count);
        return sizes.tensor(shape);
    }

    /** Pictures that the slot has room for. */
    int capacity() {
        return bindings.length - 1;
    }

    /** Whether each output has one part per picture, so that the slot can run on fewer. */
    boolean isDivisible() {
        return pictures == capacity() && outputShapes.stream().allMatch(this::hasRows);
    }

    private boolean hasRows(long[] shape) {
        return shape.length > 0 && shape[0] == capacity();
    }

    /** The input, direct and row-major, to be filled from index 0 before each run. */
    public FloatBuffer input() {
        return input.floats();
    }

    /** The part of the input that belongs to the picture at this index. */
    FloatBuffer input(int picture) {
        int length = input.floats().capacity() / capacity();
        return input.floats().slice(picture * length, length);
    }

    /** Shape of the output at this index of the graph, for as many pictures as were asked for. */
    public long[] outputShape(int index) {
        long[] shape = outputShapes.get(index);
        return hasRows(shape) ? leading(shape, pictures) : shape.clone();
    }

    /** Shapes of all outputs, in the order of the graph. */
    List<long[]> outputShapes() {
        return IntStream.range(0, outputShapes.size()).mapToObj(this::outputShape).toList();
    }

    /**
     * The output at this index of the graph, row-major, from index 0; the next run overwrites it.
     */
    public FloatBuffer output(int index) {
        return outputs.get(index).floats();
    }

    /** The part of an output that belongs to the picture at this index. */
    FloatBuffer output(int index, int picture) {
        FloatBuffer values = output(index);
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
    FloatBuffer run(int count) {
        if (closed) {
            throw new IllegalStateException("the slot of model '" + model.name() + "' is closed");
        }
        try {
            Binding binding = bind(count);
            int used = Math.min(count, pictures);
            input.store(used * (input.floats().capacity() / capacity()));
            model.session().run(binding.inputs(), binding.outputs()).close();
            load(used);
            return output(0);
        } catch (OrtException exception) {
            throw model.failed(exception);
        }
    }

    private void load(int used) {
        for (int index = 0; index < outputs.size(); index++) {
            TensorBuffer output = outputs.get(index);
            int elements = output.floats().capacity();
            output.load(hasRows(outputShapes.get(index)) ? elements / capacity() * used : elements);
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

    private static long[] leading(long[] shape, int count) {
        long[] fewer = shape.clone();
        fewer[0] = count;
        return fewer;
    }
}
