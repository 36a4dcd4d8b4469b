package ke.co.datacraft.cv.inference.onnx;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import ke.co.datacraft.cv.inference.batch.BatchingMonitor;
import ke.co.datacraft.cv.inference.batch.BatchingPolicy;

/**
 * Whether and how runs of a model are merged.
 *
 * @param use whether
 * @param policy how
 * @param monitor is told of every batcher
 * @param model name under which the monitor knows the model; null for the name given at load
 */
public record BatchingSettings(
        Use use, BatchingPolicy policy, BatchingMonitor monitor, String model) {

    /** Whether runs are merged. */
    public enum Use {
        /** On a graphics card. A processor gains nothing: callers fill its cores already. */
        AUTO,
        /** Wherever the model has an open batch axis. */
        ALWAYS,
        /** Never. */
        NEVER
    }

    /** Up to 16 pictures, no delay, two executors. */
    public static final BatchingPolicy DEFAULT_POLICY =
            new BatchingPolicy(16, Duration.ZERO, 256, Duration.ofMinutes(5), 2);

    /** Refuses nulls but for the model. */
    public BatchingSettings {
        Objects.requireNonNull(use, "use");
        Objects.requireNonNull(policy, "policy");
        Objects.requireNonNull(monitor, "monitor");
    }

    /** Merged on a graphics card, by the default policy, unwatched. */
    public static BatchingSettings automatic() {
        return new BatchingSettings(Use.AUTO, DEFAULT_POLICY, new BatchingMonitor(), null);
    }

    /** The same for one model. */
    public BatchingSettings of(String name) {
        return new BatchingSettings(use, policy, monitor, name);
    }

    /** How runs are merged on a device, if they are. */
    Optional<BatchingPolicy> on(Device device) {
        boolean merged =
                switch (use) {
                    case AUTO -> device.isGpu();
                    case ALWAYS -> true;
                    case NEVER -> false;
                };
        return Optional.of(policy).filter(any -> merged);
    }
}
