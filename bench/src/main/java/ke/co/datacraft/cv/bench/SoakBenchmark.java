package ke.co.datacraft.cv.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv bench soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        description = {
            "Resident memory over many inferences on images of many sizes from several threads."
                    + " Exits with 1 unless it stays flat after the warm-up."
        })
final class SoakBenchmark implements Callable<Integer> {

    private static final int SAMPLES = 30;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "ONNX detector; without it, one with random weights of YOLOX-nano's cost is"
                            + " made.")
    Path model;

    @Option(
            names = "--inferences",
            paramLabel = "N",
            defaultValue = "100000",
            description = "How many in all (default: ${DEFAULT-VALUE}).")
    int inferences;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads (default: two per processor).")
    int threads = 2 * Runtime.getRuntime().availableProcessors();

    @Spec CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (inferences < SAMPLES || threads < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--inferences must be " + SAMPLES + " or more, --threads 1 or more");
        }
        Report report = new Report(spec.commandLine().getOut());
        Path scratch = Files.createTempDirectory("cv-bench");
        try (ObjectDetector detector =
                new ObjectDetector(
                        Models.load(model == null ? SyntheticDetector.write(scratch) : model))) {
            SoakVerdict verdict = soak(report, new Soak(detector, threads));
            report.line("");
            report.line(
                    "resident memory %.0f MiB early after the warm-up, %.0f MiB at the end: %+.1f"
                            + " MiB (%+.1f%%), %s (aim: at most %+.0f%%)",
                    verdict.before(),
                    verdict.after(),
                    verdict.growth(),
                    100 * verdict.growth() / verdict.before(),
                    verdict.isFlat() ? "flat" : "not flat",
                    100 * SoakVerdict.TOLERANCE);
            return verdict.isFlat() ? 0 : 1;
        } finally {
            ScratchFolder.delete(scratch);
        }
    }

    private SoakVerdict soak(Report report, Soak soak) {
        report.line("%d inferences, %d threads", inferences, threads);
        report.line("");
        report.line("%12s %10s %14s %14s", "inferences", "images/s", "resident MiB", "heap MiB");
        List<Double> resident = new ArrayList<>();
        for (int sample = 1; sample <= SAMPLES; sample++) {
            int done = (int) ((long) inferences * (sample - 1) / SAMPLES);
            int next = (int) ((long) inferences * sample / SAMPLES);
            double rate = soak.run(next - done);
            resident.add(ResidentMemory.megabytes());
            report.line(
                    "%12d %10.1f %14.1f %14.1f",
                    next, rate, resident.get(sample - 1), heapMegabytes());
        }
        return SoakVerdict.of(resident);
    }

    /** What the JVM has taken for its heap: part of the resident memory once it was used. */
    private static double heapMegabytes() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted() / 1048576.0;
    }
}
