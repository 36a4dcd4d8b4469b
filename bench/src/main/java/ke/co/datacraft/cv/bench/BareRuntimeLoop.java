package ke.co.datacraft.cv.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * The floor: nothing but the model. One session with one thread per run and no spinning; each
 * caller has its input and its output tensor, made once.
 */
final class BareRuntimeLoop implements AutoCloseable {

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final long[] inputShape;
    private final long[] outputShape;

    BareRuntimeLoop(Path model, long[] inputShape, long[] outputShape) throws OrtException {
        this.inputShape = inputShape.clone();
        this.outputShape = outputShape.clone();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            this.session = environment.createSession(model.toString(), options);
        }
    }

    /** The work of one caller; its tensors live until the process ends, like those of a worker. */
    IntConsumer caller() {
        try {
            OnnxTensor input = tensor(inputShape);
            OnnxTensor output = tensor(outputShape);
            Map<String, OnnxTensor> inputs = Map.of(name(session.getInputNames()), input);
            Map<String, OnnxTensor> outputs = Map.of(name(session.getOutputNames()), output);
            return item -> run(inputs, outputs);
        } catch (OrtException e) {
            throw new IllegalStateException("Cannot make the tensors of a caller", e);
        }
    }

    private void run(Map<String, OnnxTensor> inputs, Map<String, OnnxTensor> outputs) {
        try (OrtSession.Result ignored = session.run(inputs, outputs)) {
            // The output is in its pinned tensor; nobody reads it here.
        } catch (OrtException e) {
            throw new IllegalStateException("The model failed", e);
        }
    }

    private static String name(Iterable<String> names) {
        return names.iterator().next();
    }

    private OnnxTensor tensor(long[] shape) throws OrtException {
        long count = 1;
        for (long dimension : shape) {
            count *= dimension;
        }
        FloatBuffer values =
                ByteBuffer.allocateDirect((int) (count * Float.BYTES))
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
        for (int i = 0; i < values.capacity(); i++) {
            values.put(i, i % 255);
        }
        return OnnxTensor.createTensor(environment, values, shape);
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
