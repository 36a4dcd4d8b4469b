package ke.co.datacraft.cv.standalone.processes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import ke.co.datacraft.cv.standalone.services.Ports;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/** Folder of one Flink cluster: configuration, logs, temporary files and checkpoints. */
final class ClusterFolder {

    /** What the distribution's {@code env.java.opts.all} opens; Flink's client fails without. */
    private static final List<String> OPENED_PACKAGES =
            Stream.of(
                            "java.lang",
                            "java.net",
                            "java.io",
                            "java.nio",
                            "sun.nio.ch",
                            "java.lang.reflect",
                            "java.text",
                            "java.time",
                            "java.util",
                            "java.util.concurrent",
                            "java.util.concurrent.atomic",
                            "java.util.concurrent.locks")
                    .map(name -> "--add-opens=java.base/" + name + "=ALL-UNNAMED")
                    .toList();

    private final Path folder;

    private ClusterFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Creates the folder with a configuration for small processes on the loopback address that
     * notice a lost one soon.
     *
     * @param restPort port of the JobManager's REST API
     * @param more further settings
     */
    static ClusterFolder write(Path folder, int restPort, Map<String, String> more)
            throws IOException {
        for (String name : List.of("conf", "log", "tmp", "checkpoints")) {
            Files.createDirectories(folder.resolve(name));
        }
        ClusterFolder cluster = new ClusterFolder(folder);
        cluster.writeSettings(restPort, more);
        cluster.writeLogging();
        return cluster;
    }

    Path conf() {
        return folder.resolve("conf");
    }

    Path log() {
        return folder.resolve("log");
    }

    /** What a process of the cluster reads. */
    Configuration configuration() {
        return GlobalConfiguration.loadConfiguration(conf().toString());
    }

    /** JVM options of every process of the cluster. */
    List<String> javaOptions() {
        List<String> options = new ArrayList<>(OPENED_PACKAGES);
        options.add("-Dlog4j2.configurationFile=" + conf().resolve("log4j.properties"));
        return options;
    }

    private void writeSettings(int restPort, Map<String, String> more) throws IOException {
        Map<String, String> settings =
                Map.ofEntries(
                        Map.entry("jobmanager.rpc.address", "127.0.0.1"),
                        Map.entry("jobmanager.rpc.port", Integer.toString(Ports.free())),
                        Map.entry("jobmanager.bind-host", "127.0.0.1"),
                        Map.entry("jobmanager.memory.process.size", "1024m"),
                        Map.entry("taskmanager.host", "127.0.0.1"),
                        Map.entry("taskmanager.bind-host", "127.0.0.1"),
                        Map.entry("taskmanager.memory.process.size", "1200m"),
                        Map.entry("taskmanager.numberOfTaskSlots", "2"),
                        Map.entry("parallelism.default", "2"),
                        Map.entry("rest.address", "127.0.0.1"),
                        Map.entry("rest.bind-address", "127.0.0.1"),
                        Map.entry("rest.port", Integer.toString(restPort)),
                        Map.entry("heartbeat.interval", "1 s"),
                        Map.entry("heartbeat.timeout", "30 s"),
                        // Calls and slots that are on offer; a busy machine takes its time.
                        Map.entry("pekko.ask.timeout", "60 s"),
                        Map.entry("metrics.fetcher.update-interval", "500 ms"),
                        Map.entry("io.tmp.dirs", folder.resolve("tmp").toString()),
                        Map.entry(
                                "execution.checkpointing.dir",
                                folder.resolve("checkpoints").toUri().toString()));
        List<String> lines = new ArrayList<>();
        settings.forEach((key, value) -> lines.add(key + ": \"" + value + "\""));
        more.forEach((key, value) -> lines.add(key + ": \"" + value + "\""));
        Files.write(conf().resolve("config.yaml"), lines);
    }

    private void writeLogging() throws IOException {
        Files.writeString(
                conf().resolve("log4j.properties"),
                """
                rootLogger.level = INFO
                rootLogger.appenderRef.console.ref = Console
                appender.console.name = Console
                appender.console.type = CONSOLE
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{HH:mm:ss.SSS} %-5p %-40.40c - %m%n
                logger.kafka.name = org.apache.kafka
                logger.kafka.level = WARN
                logger.metrics.name = org.apache.flink.metrics.MetricGroup
                logger.metrics.level = ERROR
                """);
    }
}
