package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.standalone.services.Ports;
import org.apache.flink.client.cli.CliFrontend;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.taskexecutor.TaskManagerRunner;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * An ordinary Flink cluster: a JobManager and TaskManagers as processes of their own, started the
 * way Flink's scripts start them, and jobs submitted by Flink's own client. All of them end with
 * {@link #close()}, or with this process.
 */
final class FlinkProcesses implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String REPORTER = "metrics.reporter.prom.";
    private static final Pattern JOB_ID = Pattern.compile("submitted with JobID ([0-9a-f]{32})");

    /** Start-up counts more than speed here. */
    private static final List<String> QUICK_START =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ClusterFolder folder;
    private final String classPath;
    private final FlinkRest rest;
    private final Map<String, String> environment;
    private final Configuration configuration;
    private final Deque<JavaProcess> processes = new ArrayDeque<>();

    private FlinkProcesses(
            ClusterFolder folder,
            FlinkDistribution distribution,
            FlinkRest rest,
            Map<String, String> environment) {
        this.folder = folder;
        this.classPath = distribution.classPath();
        this.rest = rest;
        this.environment = environment;
        this.configuration = folder.configuration();
    }

    /**
     * Starts a JobManager and returns when it answers.
     *
     * @param folder for configuration, logs, temporary files and checkpoints
     */
    static FlinkProcesses start(Path folder, FlinkDistribution distribution) throws IOException {
        return start(folder, distribution, Map.of(), Map.of());
    }

    /**
     * Starts a JobManager and returns when it answers.
     *
     * @param folder for configuration, logs, temporary files and checkpoints
     * @param settings further settings of the cluster
     * @param environment variables of JobManager and TaskManagers
     */
    static FlinkProcesses start(
            Path folder,
            FlinkDistribution distribution,
            Map<String, String> settings,
            Map<String, String> environment)
            throws IOException {
        int restPort = Ports.free();
        FlinkProcesses flink =
                new FlinkProcesses(
                        ClusterFolder.write(folder, restPort, settings),
                        distribution,
                        new FlinkRest(restPort),
                        environment);
        try {
            flink.startJobManager();
            flink.await("the JobManager answers", () -> flink.rest.slots() == 0);
            return flink;
        } catch (RuntimeException | Error failure) {
            flink.close();
            throw failure;
        }
    }

    /** Its REST API. */
    FlinkRest rest() {
        return rest;
    }

    /**
     * A TaskManager.
     *
     * @param process its process
     * @param metricsPort where it serves its metrics for Prometheus
     */
    record TaskManager(JavaProcess process, int metricsPort) {}

    /** Starts one more TaskManager, with two slots, and returns at once. */
    TaskManager startTaskManager() {
        TaskExecutorProcessSpec spec =
                TaskExecutorProcessUtils.processSpecFromConfig(configuration);
        List<String> options =
                new ArrayList<>(words(ProcessMemoryUtils.generateJvmParametersStr(spec)));
        options.add("-XX:+UseSerialGC");
        int metricsPort = Ports.free();
        List<String> dynamic =
                new ArrayList<>(words(TaskExecutorProcessUtils.generateDynamicConfigsStr(spec)));
        dynamic.addAll(
                List.of(
                        "-D",
                        REPORTER
                                + "factory.class=ke.co.datacraft.cv.operators.metrics"
                                + ".VisionPrometheusReporterFactory",
                        "-D",
                        REPORTER + "port=" + metricsPort));
        JavaProcess process =
                launch(
                        "taskmanager-" + processes.size(),
                        options,
                        TaskManagerRunner.class,
                        dynamic);
        return new TaskManager(process, metricsPort);
    }

    /**
     * Submits a job as {@code flink run --detached} does.
     *
     * @param jar jar of the job, not on the cluster's class path
     * @param environment variables of the client
     * @return the job's id, when all its tasks run
     */
    String submit(Path jar, Class<?> mainClass, Map<String, String> environment) {
        return submit(jar, mainClass, environment, null);
    }

    /**
     * Submits a job as {@code flink run --detached --fromSavepoint} does.
     *
     * @param jar jar of the job, not on the cluster's class path
     * @param environment variables of the client
     * @param savepoint where it goes on, or null to begin
     * @return the job's id, when all its tasks run
     */
    String submit(Path jar, Class<?> mainClass, Map<String, String> environment, String savepoint) {
        List<String> arguments = new ArrayList<>(QUICK_START);
        arguments.add("-Xmx256m");
        arguments.addAll(commonOptions());
        arguments.add(CliFrontend.class.getName());
        arguments.addAll(List.of("run", "--detached", "-c", mainClass.getName()));
        if (savepoint != null) {
            arguments.addAll(List.of("--fromSavepoint", savepoint));
        }
        arguments.add(jar.toString());
        Map<String, String> all = new HashMap<>(environment);
        all.put("FLINK_CONF_DIR", folder.conf().toString());
        JavaProcess client =
                JavaProcess.start("client-" + processes.size(), arguments, all, folder.log());
        processes.push(client);
        int exitCode = client.awaitEnd(PATIENCE);
        Matcher id = JOB_ID.matcher(client.output());
        if (exitCode != 0 || !id.find()) {
            throw new AssertionError("Not submitted: " + client.lastWords());
        }
        String job = id.group(1);
        await("job " + job + " runs", () -> rest.allTasksRun(job));
        return job;
    }

    /** The last lines of every process' output. */
    String lastWords() {
        return processes.stream().map(JavaProcess::lastWords).collect(Collectors.joining("\n"));
    }

    /** Ends all processes. */
    @Override
    public void close() {
        // All at once first: each takes a while.
        processes.forEach(JavaProcess::terminate);
        processes.forEach(JavaProcess::close);
        processes.clear();
    }

    private void startJobManager() {
        JobManagerProcessSpec spec = JobManagerProcessUtils.processSpecFromConfig(configuration);
        List<String> options =
                new ArrayList<>(
                        words(
                                JobManagerProcessUtils.generateJvmParametersStr(
                                        spec, configuration)));
        options.addAll(QUICK_START);
        launch(
                "jobmanager",
                options,
                StandaloneSessionClusterEntrypoint.class,
                words(JobManagerProcessUtils.generateDynamicConfigsStr(spec)));
    }

    private JavaProcess launch(
            String name, List<String> options, Class<?> mainClass, List<String> dynamic) {
        List<String> arguments = new ArrayList<>(options);
        arguments.addAll(commonOptions());
        arguments.add(mainClass.getName());
        arguments.addAll(List.of("--configDir", folder.conf().toString()));
        arguments.addAll(dynamic);
        JavaProcess process = JavaProcess.start(name, arguments, environment, folder.log());
        processes.push(process);
        return process;
    }

    private void await(String what, Callable<Boolean> condition) {
        Await.until(what, PATIENCE, condition, this::lastWords);
    }

    private List<String> commonOptions() {
        List<String> options = new ArrayList<>(folder.javaOptions());
        options.addAll(List.of("-cp", classPath));
        return options;
    }

    private static List<String> words(String line) {
        return List.of(line.trim().split("\\s+"));
    }
}
