package ke.co.datacraft.cv.jobs;

import java.time.Duration;
import ke.co.datacraft.cv.operators.metrics.VisionPrometheusReporterFactory;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;

/** What our jobs want of Flink. What the user's Flink configuration says stays, save two rules. */
public final class FlinkDefaults {

    private static final String REPORTER = "metrics.reporter.prom.";
    private static final int MAX_PARALLELISM = 1024;

    private final Configuration target;
    private final ReadableConfig existing;

    private FlinkDefaults(Configuration target, ReadableConfig existing) {
        this.target = target;
        this.existing = existing;
    }

    /**
     * Completes the configuration of an embedded cluster: what the job needs, the Prometheus
     * reporter, and network buffers that stay short.
     *
     * @param cluster changed; keys that it has are kept
     * @return the same
     */
    public static Configuration apply(Configuration cluster, RuntimeSettings settings) {
        FlinkDefaults defaults = new FlinkDefaults(cluster, cluster);
        defaults.job(settings);
        // Without it, a barrier waits behind hundreds of references, each worth many milliseconds.
        defaults.unlessSet(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
        String port = settings.metricsPort();
        if (port != null && !cluster.containsKey(REPORTER + "factory.class")) {
            cluster.setString(
                    REPORTER + "factory.class", VisionPrometheusReporterFactory.class.getName());
            cluster.setString(REPORTER + "port", port);
        }
        return cluster;
    }

    /** What the job sets itself when it is submitted to a cluster. */
    static Configuration ofJob(RuntimeSettings settings, ReadableConfig existing) {
        Configuration target = new Configuration();
        new FlinkDefaults(target, existing).job(settings);
        return target;
    }

    private void job(RuntimeSettings settings) {
        target.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        target.set(PipelineOptions.GENERIC_TYPES, false);
        unlessSet(PipelineOptions.OBJECT_REUSE, true);
        unlessSet(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        runtime(settings);
        checkpoints();
        unlessSet(StateBackendOptions.STATE_BACKEND, "rocksdb");
        unlessSet(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        unlessSet(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                Duration.ofMillis(500));
        unlessSet(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                Duration.ofSeconds(30));
    }

    /** Options of ours that name something of Flink's win over Flink's own. */
    private void runtime(RuntimeSettings runtime) {
        if (runtime.parallelism() > 0) {
            target.set(CoreOptions.DEFAULT_PARALLELISM, runtime.parallelism());
        }
        if (runtime.checkpointDirectory() != null) {
            target.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, runtime.checkpointDirectory());
        }
        target.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, runtime.checkpointInterval());
        target.set(ExecutionOptions.BUFFER_TIMEOUT, runtime.bufferTimeout());
    }

    private void checkpoints() {
        unlessSet(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        unlessSet(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, 3);
        unlessSet(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        // Under back pressure references wait in buffers; they go into the checkpoint then.
        unlessSet(CheckpointingOptions.ENABLE_UNALIGNED, true);
        unlessSet(CheckpointingOptions.ALIGNED_CHECKPOINT_TIMEOUT, Duration.ofSeconds(10));
    }

    private <T> void unlessSet(ConfigOption<T> option, T value) {
        if (existing.getOptional(option).isEmpty()) {
            target.set(option, value);
        }
    }
}
