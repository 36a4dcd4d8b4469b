package ke.co.datacraft.cv.inference.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * A model with one session that all threads share. Its native memory is freed when the model and
 * every slot made from it are closed, in any order; a run under way is never cut off.
 */
public final class OnnxModel implements AutoCloseable {

    private final String name;
    private final OrtSession session;
    private final Device device;
    private final BatchingSettings batching;
    private final ModelSignature signature;
    private final Map<String, String> metadata;
    // The model itself counts as one user; the last one closes the session.
    private final AtomicInteger users = new AtomicInteger(1);
    private final AtomicBoolean closed = new AtomicBoolean();

    private OnnxModel(String name, Sessions.Opened opened, BatchingSettings batching)
            throws OrtException {
        this.name = name;
        this.batching = batching;
        this.session = opened.session();
        this.device = opened.device();
        this.signature =
                new ModelSignature(
                        name,
                        specs(session.getInputInfo().values()),
                        specs(session.getOutputInfo().values()));
        this.metadata = Map.copyOf(session.getMetadata().getCustomMetadata());
    }

    /**
     * Loads a model from a file.
     *
     * @throws InferenceException {@code INVALID_MODEL} when it is missing or not a model
     */
    public static OnnxModel load(Path file, OnnxSettings settings) {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw invalid("model file " + file + " does not exist or cannot be read", null);
        }
        String path = file.toString();
        return open(
                file.getFileName().toString(),
                options -> OnnxEnvironment.get().createSession(path, options),
                settings);
    }

    /**
     * Loads a model from memory.
     *
     * @param name for messages
     * @param bytes the whole file; not kept
     * @throws InferenceException {@code INVALID_MODEL} when it is not a model
     */
    public static OnnxModel load(String name, byte[] bytes, OnnxSettings settings) {
        return open(name, options -> OnnxEnvironment.get().createSession(bytes, options), settings);
    }

    private static OnnxModel open(String name, Sessions.Opener opener, OnnxSettings settings) {
        Sessions.Opened opened = Sessions.open(name, opener, settings);
        try {
            return new OnnxModel(name, opened, settings.batching());
        } catch (InferenceException exception) {
            Sessions.close(opened.session());
            throw exception;
        } catch (OrtException | RuntimeException exception) {
            Sessions.close(opened.session());
            throw invalid(
                    "model '" + name + "' cannot be read: " + exception.getMessage(), exception);
        }
    }

    /** File name or the name given at load. */
    public String name() {
        return name;
    }

    /** Where it runs. */
    public Device device() {
        return device;
    }

    /** Inputs in the order of the graph. */
    public List<TensorSpec> inputs() {
        return signature.inputs();
    }

    /** The input that takes the picture. */
    public TensorSpec pictureInput() {
        return signature.inputs().get(signature.picture());
    }

    /** Outputs in the order of the graph. */
    public List<TensorSpec> outputs() {
        return signature.outputs();
    }

    /** The custom metadata that the exporter wrote. */
    public Map<String, String> metadata() {
        return metadata;
    }

    /**
     * Makes a runner for pictures of one size: one that merges runs where the settings and the
     * graph allow it.
     *
     * @param inputShape shape of the picture's input for one picture, such as 1, 3, height, width;
     *     every dimension 1 or more
     * @return to be closed before the model
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor, as {@link #newSlot} does
     */
    public ModelRunner newRunner(long... inputShape) {
        return Runners.open(this, batching, inputShape.clone());
    }

    /**
     * Makes the buffers of one caller for a fixed input shape. Where the graph leaves the shape of
     * an output open, the model runs once to find it.
     *
     * @param inputShape shape of the picture's input, every dimension 1 or more; an input beside it
     *     for the size of each picture gets the width and height of this shape. Where the graph has
     *     a fixed batch, one picture may be asked for: it takes the first row
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor, when the model does not
     *     take this shape or has other inputs, or tensors of other types than 32-bit and 16-bit
     *     floats and, among the outputs, integers
     */
    public Slot newSlot(long... inputShape) {
        signature.requireRunnable(inputShape);
        retain();
        boolean made = false;
        try {
            Slot slot = new Slot(this, inputShape.clone());
            made = true;
            return slot;
        } catch (OrtException exception) {
            throw invalid(
                    "model '"
                            + name
                            + "' cannot run on an input of shape "
                            + Arrays.toString(inputShape)
                            + ": "
                            + exception.getMessage(),
                    exception);
        } finally {
            if (!made) {
                release();
            }
        }
    }

    /**
     * Runs once with an input of any shape. Safe for many threads at once.
     *
     * @param input direct buffer in native byte order; its remaining elements are the tensor
     * @param shape as many elements as the buffer has left
     * @return the first output
     * @throws InferenceException {@code ANALYSIS_FAILED} when the model fails on it
     */
    public FloatResult run(FloatBuffer input, long... shape) {
        signature.requireFloats();
        retain();
        try (OnnxTensor tensor = OnnxTensor.createTensor(OnnxEnvironment.get(), input, shape);
                OrtSession.Result result =
                        session.run(
                                Map.of(inputs().get(0).name(), tensor),
                                Set.of(outputs().get(0).name()))) {
            OnnxTensor output = (OnnxTensor) result.get(0);
            return new FloatResult(output.getFloatBuffer(), output.getInfo().getShape());
        } catch (OrtException exception) {
            throw failed(exception);
        } finally {
            release();
        }
    }

    /** Closes the model; slots that are still open keep working until they are closed. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release();
        }
    }

    ModelSignature signature() {
        return signature;
    }

    OrtSession session() {
        return session;
    }

    /** Slots that are open, and one more while the model is. */
    int users() {
        return users.get();
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            Sessions.close(session);
        }
    }

    InferenceException failed(OrtException exception) {
        return new InferenceException(
                InferenceException.Reason.ANALYSIS_FAILED,
                "model '" + name + "' failed: " + exception.getMessage(),
                exception);
    }

    private void retain() {
        int before = users.getAndUpdate(count -> count == 0 ? 0 : count + 1);
        if (before == 0) {
            throw new IllegalStateException("model '" + name + "' is closed");
        }
    }

    private static List<TensorSpec> specs(Collection<NodeInfo> nodes) {
        return nodes.stream().map(OnnxModel::spec).toList();
    }

    private static TensorSpec spec(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            return TensorSpec.of(node.getName(), tensor.type.name(), tensor.getShape());
        }
        return new TensorSpec(node.getName(), node.getInfo().getClass().getSimpleName(), List.of());
    }

    private static InferenceException invalid(String message, Exception cause) {
        return new InferenceException(InferenceException.Reason.INVALID_MODEL, message, cause);
    }
}
