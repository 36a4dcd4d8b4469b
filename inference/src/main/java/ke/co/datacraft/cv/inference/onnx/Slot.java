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
 * What one caller needs to run a model: a direct input buffer, and the outputs that every run
 * writes into. Made once by {@link OnnxModel#newSlot} and reused; not safe for several threads at
 * once.
 */
public final class Slot implements AutoCloseable {

    private final OnnxModel model;
    private final FloatBuffer input;
    private final List<FloatBuffer> outputs = new ArrayList<>();
    private final List<long[]> outputShapes = new ArrayList<>();
    private final Map<String, OnnxTensor> inputTensors = new LinkedHashMap<>();
    private final Map<String, OnnxTensor> outputTensors = new LinkedHashMap<>();
    private boolean closed;

    Slot(OnnxModel model, long[] inputShape) throws OrtException {
        this.model = model;
        this.input = directBuffer(inputShape);
        boolean made = false;
        try {
            inputTensors.put(model.inputs().get(0).name(), tensor(input, inputShape));
            allocateOutputs();
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
                allocateOutput(output.name(), output.dimensions());
            }
            return;
        }
        try (OrtSession.Result trial = model.session().run(inputTensors)) {
            for (TensorSpec output : model.outputs()) {
                OnnxTensor found = (OnnxTensor) trial.get(output.name()).orElseThrow();
                allocateOutput(output.name(), found.getInfo().getShape());
            }
        }
    }

    private void allocateOutput(String name, long[] shape) throws OrtException {
        FloatBuffer values = directBuffer(shape);
        outputTensors.put(name, tensor(values, shape));
        outputs.add(values);
        outputShapes.add(shape);
    }

    /** The input, direct and row-major, to be filled from index 0 before each run. */
    public FloatBuffer input() {
        return input;
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

    /**
     * Runs the model on what the input holds.
     *
     * @return the first output, {@code output(0)}
     * @throws InferenceException {@code ANALYSIS_FAILED} when the model fails
     */
    public FloatBuffer run() {
        if (closed) {
            throw new IllegalStateException("the slot of model '" + model.name() + "' is closed");
        }
        try (OrtSession.Result ignored = model.session().run(inputTensors, outputTensors)) {
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
        inputTensors.values().forEach(OnnxTensor::close);
        outputTensors.values().forEach(OnnxTensor::close);
    }

    private static OnnxTensor tensor(FloatBuffer values, long[] shape) throws OrtException {
        return OnnxTensor.createTensor(OnnxEnvironment.get(), values, shape);
    }

    private static FloatBuffer directBuffer(long[] shape) {
        long elements = 1;
        for (long dimension : shape) {
            elements = Math.multiplyExact(elements, dimension);
        }
        int bytes = Math.toIntExact(Math.multiplyExact(elements, Float.BYTES));
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
