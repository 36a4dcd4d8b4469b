package ke.co.datacraft.cv.inference.model;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.decode.OutputShape;
import ke.co.datacraft.cv.inference.image.PreprocessSpec;
import ke.co.datacraft.cv.inference.onnx.ModelRunner;
import ke.co.datacraft.cv.inference.onnx.SlotPool;
import ke.co.datacraft.cv.inference.onnx.TensorSpec;

/**
 * A loaded model that is ready to run, with the scratch memory that its callers need: as many
 * workers as there are callers at once.
 *
 * @param <W> scratch memory of one caller
 */
public final class PreparedModel<W extends AutoCloseable> implements AutoCloseable {

    private final LoadedModel model;
    private final ModelRunner runner;
    private final SlotPool<W> workers;
    private final PreprocessSpec spec;

    /**
     * Makes a worker, for its checks, and runs the model once.
     *
     * @param model closed with this, or here when it does not fit
     * @param factory makes a worker for the model and its outputs; throws {@link
     *     InferenceException} when they do not fit
     * @throws InferenceException {@code INVALID_MODEL}, naming the tensor that differs and what was
     *     expected
     */
    public PreparedModel(
            LoadedModel model, BiFunction<ModelManifest, List<OutputShape>, W> factory) {
        this.model = model;
        ModelRunner opened = null;
        SlotPool<W> pool = null;
        boolean fits = false;
        try {
            opened = model.network().newRunner(model.manifest().input().toSpec().shape());
            List<OutputShape> outputs = outputs(opened);
            pool = new SlotPool<>(() -> factory.apply(model.manifest(), outputs));
            pool.with(Function.identity());
            opened.warmUp();
            fits = true;
        } finally {
            if (!fits) {
                closeAll(opened, pool);
            }
        }
        this.runner = opened;
        this.workers = pool;
        this.spec = model.manifest().input().toSpec();
    }

    private List<OutputShape> outputs(ModelRunner opened) {
        List<OutputShape> outputs = new ArrayList<>();
        for (TensorSpec output : model.network().outputs()) {
            outputs.add(new OutputShape(output.name(), opened.outputShape(outputs.size())));
        }
        return List.copyOf(outputs);
    }

    /** What the model is and needs; complete. */
    public ModelManifest manifest() {
        return model.manifest();
    }

    /** Name, version and digest. */
    public ModelIdentity identity() {
        return model.identity();
    }

    /** Short side below which a picture of this size must not be scaled down. */
    public int minimumShortSide(int width, int height) {
        return spec.minimumShortSide(width, height);
    }

    /**
     * Runs the model with a worker that nobody else has meanwhile.
     *
     * @param use starts the run and returns its future
     */
    public <T> CompletableFuture<T> run(BiFunction<W, ModelRunner, CompletableFuture<T>> use) {
        return workers.lend(worker -> use.apply(worker, runner));
    }

    /** Frees the model; a run under way ends first. */
    @Override
    public void close() {
        closeAll(runner, workers);
    }

    private void closeAll(ModelRunner opened, SlotPool<W> pool) {
        if (opened != null) {
            opened.close();
        }
        if (pool != null) {
            pool.close();
        }
        model.close();
    }
}
