package ke.co.datacraft.cv.bench;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code cv bench micro}. */
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        description = "JMH benchmarks of decode, preprocess, suppression and codec.")
final class MicroBenchmarks implements Callable<Integer> {

    @Parameters(
            paramLabel = "PATTERN",
            arity = "0..1",
            defaultValue = "bench.micro",
            description = "Regular expression of class and method names (default: all).")
    String pattern;

    @Override
    public Integer call() throws Exception {
        new Runner(new OptionsBuilder().include(pattern).build()).run();
        return 0;
    }
}
