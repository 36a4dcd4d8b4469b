package ke.co.datacraft.cv.standalone.services;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink in this process, with dashboard, Prometheus metrics and RocksDB. A job that is submitted
 * again on the same data folder goes on from its last checkpoint.
 */
public final class EmbeddedFlink implements EmbeddedService {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(15);

    private final FlinkConfiguration settings;
    private MiniCluster cluster;
    private final List<JobID> running = new ArrayList<>();

    /**
     * @param data data folder of the stack
     * @param options size and addresses
     */
    public EmbeddedFlink(DataFolder data, FlinkOptions options) {
        this.settings = new FlinkConfiguration(data, options);
    }

    @Override
    public String name() {
        return "Flink";
    }

    /** Address of the dashboard and of Flink's REST API. */
    public String dashboardUrl() {
        return "http://127.0.0.1:" + settings.dashboardPort();
    }

    /** Address of the metrics in Prometheus' format. */
    public String metricsUrl() {
        return "http://127.0.0.1:" + settings.metricsPort() + "/metrics";
    }

    @Override
    public synchronized void start() {
        if (cluster != null) {
            return;
        }
        if (!Ports.isFree(settings.dashboardPort())) {
            throw new ServiceException(
                    "Port "
                            + settings.dashboardPort()
                            + " for the dashboard is taken: give another with --port, or 0 for a free"
                            + " one");
        }
        try {
            cluster =
                    new MiniCluster(
                            new MiniClusterConfiguration.Builder()
                                    .setConfiguration(settings.cluster())
                                    .setNumTaskManagers(1)
                                    .setNumSlotsPerTaskManager(settings.slots())
                                    .build());
            cluster.start();
            cluster.getRestAddress().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (Exception e) {
            close();
            throw new ServiceException("Cannot start Flink: " + e.getMessage(), e);
        }
    }

    /**
     * Submits a job and returns when all its tasks run. It goes on from its last checkpoint in the
     * data folder, if there is one.
     *
     * @param name name of the job, from which its id derives
     * @param pipeline builds the job
     * @return the job's id
     * @throws ServiceException when it does not come to run
     */
    public synchronized String submit(String name, Consumer<StreamExecutionEnvironment> pipeline) {
        JobID id = settings.jobId(name);
        Configuration configuration = settings.cluster();
        Optional<Path> checkpoint = settings.lastCheckpoint(id);
        checkpoint.ifPresent(
                path -> {
                    LOG.info("{} goes on from {}", name, path);
                    configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
                    configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
                });
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        pipeline.accept(environment);
        try {
            StreamGraph graph = environment.getStreamGraph();
            graph.setJobName(name);
            cluster.submitJob(graph.getJobGraph(EmbeddedFlink.class.getClassLoader(), id))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            awaitRunning(id);
        } catch (ExecutionException | TimeoutException e) {
            throw notRunning(name, checkpoint, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServiceException("Interrupted while starting " + name, e);
        }
        running.add(id);
        return id.toHexString();
    }

    private ServiceException notRunning(String name, Optional<Path> checkpoint, Exception cause) {
        String cure =
                checkpoint
                        .map(path -> ", going on from " + path + "; delete it to begin afresh")
                        .orElse("");
        return new ServiceException(
                "The job " + name + " does not run: " + rootMessage(cause) + cure, cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.toString() : root.getMessage();
    }

    private void awaitRunning(JobID id) throws ExecutionException {
        boolean over =
                Waiting.until(PATIENCE, () -> ended(id) || allTasks(id, ExecutionState.RUNNING));
        if (!over || ended(id)) {
            throw new ExecutionException(
                    new IllegalStateException(over ? failureOf(id) : "its tasks do not start"));
        }
    }

    private boolean ended(JobID id) {
        return status(id).map(JobStatus::isGloballyTerminalState).orElse(false);
    }

    private Optional<JobStatus> status(JobID id) {
        try {
            return Optional.of(
                    cluster.getJobStatus(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private boolean allTasks(JobID id, ExecutionState state) throws Exception {
        return StreamSupport.stream(graph(id).getAllExecutionVertices().spliterator(), false)
                .allMatch(task -> task.getExecutionState() == state);
    }

    private AccessExecutionGraph graph(JobID id) throws Exception {
        return cluster.getExecutionGraph(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private String failureOf(JobID id) {
        try {
            return graph(id).getFailureInfo() == null
                    ? "it ended"
                    : graph(id)
                            .getFailureInfo()
                            .getExceptionAsString()
                            .lines()
                            .findFirst()
                            .orElse("");
        } catch (Exception e) {
            return "it ended";
        }
    }

    /** Takes a last checkpoint of each job, cancels it and stops Flink. */
    @Override
    public synchronized void close() {
        if (cluster == null) {
            return;
        }
        try {
            for (JobID id : running) {
                if (!ended(id)) {
                    checkpointAndCancel(id);
                }
            }
            cluster.closeAsync().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new ServiceException("Cannot stop Flink: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            cluster = null;
            running.clear();
        }
    }

    private void checkpointAndCancel(JobID id) throws InterruptedException {
        try {
            cluster.triggerCheckpoint(id).get(LAST_CHECKPOINT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("No last checkpoint, the one before stays: {}", e.toString());
        }
        try {
            cluster.cancelJob(id).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Waiting.until(PATIENCE, () -> ended(id));
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("A job could not be cancelled: {}", e.toString());
        }
    }
}
