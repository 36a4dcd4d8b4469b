package ke.co.datacraft.cv.jobs;

import java.time.Duration;

/**
 * How Flink runs the job.
 *
 * @param parallelism subtasks of each operator; 0 for Flink's own default
 * @param checkpointInterval time between checkpoints
 * @param checkpointDirectory URI of their folder, or null for Flink's own setting
 * @param bufferTimeout longest time that a record waits for its network buffer
 * @param metricsPort port or port range of the Prometheus metrics; null to serve none
 * @param slots what each slot books
 */
public record RuntimeSettings(
        int parallelism,
        Duration checkpointInterval,
        String checkpointDirectory,
        Duration bufferTimeout,
        String metricsPort,
        SlotSettings slots) {}
