package ke.co.datacraft.cv.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv bench analytics}. */
@Command(
        name = "analytics",
        mixinStandardHelpOptions = true,
        description = {
            "AnalyticsJob on embedded Kafka, Flink and PostgreSQL with simulated cameras, their"
                    + " inference stubbed: how late frames are analysed over time, and CPU per"
                    + " camera, for growing numbers of them.",
            "Beside each, the same results while no camera is defined, so that they are written,"
                    + " read and parsed alone."
        })
final class AnalyticsBenchmark implements Callable<Integer> {

    /** How much dearer a camera may be among many than among few. */
    private static final double GROWTH = 1.25;

    /** Seconds by which the lag may grow over a run. */
    private static final double FLAT = 0.5;

    @Option(
            names = "--sources",
            paramLabel = "N",
            split = ",",
            defaultValue = "10,50,100,200",
            description = "Cameras, one run for each number (default: ${DEFAULT-VALUE}).")
    List<Integer> sources;

    @Option(
            names = "--fps",
            paramLabel = "N",
            defaultValue = "5",
            description = "Frames per second of each (default: ${DEFAULT-VALUE}).")
    int framesPerSecond;

    @Option(
            names = "--objects",
            paramLabel = "N",
            defaultValue = "6",
            description = "Objects that move in each frame (default: ${DEFAULT-VALUE}).")
    int objects;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "30",
            description = "Length of each run; at least 6 (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Parallelism (default: one per processor).")
    int threads = Runtime.getRuntime().availableProcessors();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Report report = new Report(spec.commandLine().getOut());
        Path scratch = Files.createTempDirectory("cv-bench");
        try (AnalyticsJobRun job = new AnalyticsJobRun(scratch.resolve("data"), threads)) {
            report.line(
                    "%d frames/s of %d objects for each camera, %d s a run, parallelism %d, a zone"
                            + " and a line each",
                    framesPerSecond, objects, seconds, threads);
            job.run(new SimulatedFeeds("warm", sources.get(0), objects), framesPerSecond, seconds);
            measure(report, job);
            return 0;
        } finally {
            ScratchFolder.delete(scratch);
        }
    }

    private void measure(Report report, AnalyticsJobRun job) throws Exception {
        report.section("Lag is what frames wait beyond the 2 s that they are held back for");
        report.line(
                "%8s %10s %10s %10s %16s %16s %12s",
                "cameras",
                "frames/s",
                "lag begin",
                "lag end",
                "CPU ms/s/camera",
                "parsed alone",
                "PostgreSQL");
        double first = 0;
        double last = 0;
        double grown = 0;
        for (int count : sources) {
            SimulatedFeeds feeds = new SimulatedFeeds("of" + count + "-", count, objects);
            AnalyticsJobRun.Figures parsed = job.parse(feeds, framesPerSecond, seconds);
            AnalyticsJobRun.Figures all = job.run(feeds, framesPerSecond, seconds);
            report.line(
                    "%8d %10.0f %9.2fs %9.2fs %16.2f %16.2f %12.2f",
                    count,
                    all.framesPerSecond(),
                    all.lagAtBegin(),
                    all.lagAtEnd(),
                    all.cpuMillis(),
                    parsed.cpuMillis(),
                    all.databaseMillis());
            first = first == 0 ? all.cpuMillis() : first;
            last = all.cpuMillis();
            grown = Math.max(grown, all.lagAtEnd() - all.lagAtBegin());
        }
        report.section("Ratios");
        report.atMost("CPU of a camera, most cameras / fewest", last / first, GROWTH);
        report.atMost("seconds by which the lag grew, at most", grown, FLAT);
    }
}
