package ke.co.datacraft.cv.operators.vision;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import ke.co.datacraft.cv.operators.StateDescriptors;
import ke.co.datacraft.cv.operators.record.ActiveModel;
import ke.co.datacraft.cv.operators.record.AdmittedReference;
import ke.co.datacraft.cv.operators.record.ModelChange;
import ke.co.datacraft.cv.operators.record.ModelChoice;
import ke.co.datacraft.cv.operators.settings.VisionSettings;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.co.BroadcastProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Gives each reference the versions of the models that are active, so that the operator behind it
 * needs no state of its own. Stands in the same chain, hence in the same process, as the {@link
 * VisionFunction} whose models it prepares. Changes arrive by broadcast, with {@link
 * StateDescriptors#ACTIVE_MODELS}.
 */
public final class ModelRoutingFunction
        extends BroadcastProcessFunction<AdmittedReference, ModelChange, AdmittedReference>
        implements CheckpointedFunction {

    private static final long serialVersionUID = 1L;

    private final LoaderFactory loaders;

    private transient BroadcastState<String, ActiveModel> state;
    private transient ModelLoader loader;
    private transient ModelRouter router;

    /** Gets the loader on the TaskManager. */
    @FunctionalInterface
    interface LoaderFactory extends Serializable {

        /**
         * @param gpu index of the graphics card that Flink gives; empty to use what is configured
         */
        ModelLoader acquire(OptionalInt gpu);
    }

    /**
     * @param settings those of the vision function behind it
     */
    public ModelRoutingFunction(VisionSettings settings) {
        this(gpu -> InferenceRuntime.acquire(VisionFunction.onGpu(settings, gpu)));
    }

    ModelRoutingFunction(LoaderFactory loaders) {
        this.loaders = loaders;
    }

    /** A routing in front of an analysis that has no models to load. */
    public static ModelRoutingFunction withoutModels() {
        return new ModelRoutingFunction(
                gpu -> model -> CompletableFuture.completedFuture(() -> {}));
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        state = context.getOperatorStateStore().getBroadcastState(StateDescriptors.ACTIVE_MODELS);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        loader = loaders.acquire(VisionFunction.gpu(getRuntimeContext()));
        boolean first = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0;
        RoutingReport report = new RoutingReport(getRuntimeContext().getMetricGroup(), first);
        router = new ModelRouter(loader, report);
        report.show(router);
        for (Map.Entry<String, ActiveModel> entry : state.entries()) {
            router.restore(entry.getKey(), entry.getValue());
        }
    }

    @Override
    public void processElement(
            AdmittedReference admitted, ReadOnlyContext context, Collector<AdmittedReference> out) {
        Map<String, ModelChoice> choices = router.choose(admitted.referenceId());
        out.collect(choices == null ? admitted : admitted.withModels(choices));
    }

    @Override
    public void processBroadcastElement(
            ModelChange change, Context context, Collector<AdmittedReference> out)
            throws Exception {
        if (change.activation() == null) {
            router.remove(change.model());
            state.remove(change.model());
        } else {
            state.put(change.model(), router.order(change.activation()));
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // The broadcast state is written as it is.
    }

    @Override
    public void close() {
        if (router != null) {
            router.close();
        }
        if (loader != null) {
            loader.close();
            loader = null;
        }
    }
}
