package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * Whether and how runs of a model on several pictures are merged.
 *
 * @param use {@code auto} for on a graphics card, {@code true} or {@code false}
 * @param maxBatchSize most pictures in a run
 * @param maxQueueDelay how long a picture waits for others while the model is free
 * @param maxQueueSize pictures that wait before those who bring more are held up
 * @param requestTimeout longest wait of a picture for its run
 */
public record BatchSettings(
        String use,
        int maxBatchSize,
        Duration maxQueueDelay,
        int maxQueueSize,
        Duration requestTimeout)
        implements Serializable {

    /** What holds when nobody says otherwise. */
    public static final BatchSettings DEFAULT =
            new BatchSettings("auto", 16, Duration.ZERO, 256, Duration.ofMinutes(5));
}
