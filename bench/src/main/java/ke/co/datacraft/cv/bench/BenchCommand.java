package ke.co.datacraft.cv.bench;

import ke.co.datacraft.cv.bench.crossing.CrossingBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Benchmarks, each beside its baseline in the same run.",
        subcommands = {
            VisionBenchmark.class,
            InferenceBenchmark.class,
            SoakBenchmark.class,
            ReferenceBenchmark.class,
            AnalyticsBenchmark.class,
            RestBenchmark.class,
            TrackBenchmark.class,
            CrossingBenchmark.class,
            MicroBenchmarks.class
        })
final class BenchCommand implements Runnable {

    @Spec CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which one? See the list below.");
    }
}
