package ke.co.datacraft.cv.standalone.services;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;
import ke.co.datacraft.cv.operators.metrics.VisionPrometheusReporterFactory;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;

/** What the embedded Flink is told. */
final class FlinkConfiguration {

    private static final String ADDRESS = "127.0.0.1";
    private static final long NETWORK_MEBIBYTES = 64;

    private final Path folder;
    private final Path log;
    private final FlinkOptions options;
    private final int dashboardPort;
    private final int metricsPort = Ports.free();

    FlinkConfiguration(DataFolder data, FlinkOptions options) {
        this.folder = data.folder("flink");
        this.log = data.logs().resolve("cv.log");
        this.options = options;
        this.dashboardPort = options.dashboardPort() == 0 ? Ports.free() : options.dashboardPort();
    }

    int dashboardPort() {
        return dashboardPort;
    }

    int metricsPort() {
        return metricsPort;
    }

    int slots() {
        return options.slots() * options.jobs();
    }

    /** The same id for the same name, so that checkpoints are found again. */
    JobID jobId(String name) {
        UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return new JobID(id.getLeastSignificantBits(), id.getMostSignificantBits());
    }

    /** Folder of the newest complete checkpoint of a job. */
    Optional<Path> lastCheckpoint(JobID id) {
        Path checkpoints = folder.resolve("checkpoints").resolve(id.toHexString());
        if (!Files.isDirectory(checkpoints)) {
            return Optional.empty();
        }
        try (var children = Files.list(checkpoints)) {
            return children.filter(path -> path.getFileName().toString().matches("chk-\\d+"))
                    .filter(path -> Files.exists(path.resolve("_metadata")))
                    .max(Comparator.comparingLong(FlinkConfiguration::number));
        } catch (IOException e) {
            throw new ServiceException("Cannot read " + checkpoints + ": " + e.getMessage(), e);
        }
    }

    private static long number(Path checkpoint) {
        return Long.parseLong(checkpoint.getFileName().toString().substring("chk-".length()));
    }

    Configuration cluster() {
        Configuration configuration = new Configuration();
        addresses(configuration);
        memory(configuration);
        state(configuration);
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.LOG_PATH, log.toString());
        configuration.set(WebOptions.TMP_DIR, folder.resolve("tmp").toString());
        configuration.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, options.slots());
        configuration.setString("metrics.reporters", "prom");
        configuration.setString(
                "metrics.reporter.prom.factory.class",
                VisionPrometheusReporterFactory.class.getName());
        configuration.setString("metrics.reporter.prom.port", Integer.toString(metricsPort));
        return configuration;
    }

    private void addresses(Configuration configuration) {
        configuration.set(JobManagerOptions.ADDRESS, ADDRESS);
        configuration.set(RestOptions.ADDRESS, ADDRESS);
        configuration.set(RestOptions.BIND_ADDRESS, ADDRESS);
        configuration.set(RestOptions.PORT, dashboardPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(dashboardPort));
    }

    private void memory(Configuration configuration) {
        MemorySize network = MemorySize.ofMebiBytes(NETWORK_MEBIBYTES * options.jobs());
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        // Without it, a barrier waits behind hundreds of references, each worth many milliseconds.
        configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        // A machine that is busy with the build beside it must not count as a lost TaskManager.
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, Duration.ofSeconds(120));
    }

    private void state(Configuration configuration) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                folder.resolve("checkpoints").toUri().toString());
        configuration.set(
                CheckpointingOptions.CHECKPOINTING_INTERVAL,
                Duration.ofSeconds(options.checkpointSeconds()));
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    }
}
