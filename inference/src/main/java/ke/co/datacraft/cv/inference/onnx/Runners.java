package ke.co.datacraft.cv.inference.onnx;

import java.util.Optional;
import ke.co.datacraft.cv.inference.batch.BatchingPolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses the runner that suits a model, its device and the settings. */
final class Runners {

    private static final Logger LOG = LoggerFactory.getLogger(Runners.class);

    private Runners() {}

    static ModelRunner open(OnnxModel model, BatchingSettings settings, long[] inputShape) {
        Optional<BatchingPolicy> policy = settings.on(model.device());
        if (policy.isEmpty() || policy.get().maxBatchSize() == 1) {
            return new DirectRunner(model, inputShape);
        }
        if (!isBatchAxisOpen(model)) {
            LOG.info(
                    "Runs of model '{}' are not merged: {} has a fixed batch; export it with an"
                            + " open one",
                    model.name(),
                    model.pictureInput());
            return new DirectRunner(model, inputShape);
        }
        return merged(model, settings, policy.get(), inputShape);
    }

    private static boolean isBatchAxisOpen(OnnxModel model) {
        return !model.pictureInput().shape().isEmpty() && model.pictureInput().shape().get(0) < 0;
    }

    private static ModelRunner merged(
            OnnxModel model, BatchingSettings settings, BatchingPolicy policy, long[] inputShape) {
        long[] batchShape = inputShape.clone();
        batchShape[0] = policy.maxBatchSize();
        SlotPool<Slot> batches = new SlotPool<>(() -> model.newSlot(batchShape));
        boolean made = false;
        try {
            if (!batches.with(Slot::isDivisible)) {
                LOG.info(
                        "Runs of model '{}' are not merged: its outputs {} have no part per"
                                + " picture",
                        model.name(),
                        model.outputs());
                return new DirectRunner(model, inputShape);
            }
            BatchingRunner runner = new BatchingRunner(model, policy, batches, inputShape);
            made = true;
            String name = settings.model() == null ? model.name() : settings.model();
            settings.monitor().watch(name, runner.batcher());
            return runner;
        } finally {
            if (!made) {
                batches.close();
            }
        }
    }
}
