package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.services.Endpoints;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code cv status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description =
                "Says whether a demo runs and where its parts are, as variables for a shell; exit code 1"
                        + " when none runs.")
public final class StatusCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data/demo",
            description = "Data folder of the demo (${DEFAULT-VALUE}).")
    private Path data;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        Optional<Endpoints> running = Endpoints.ofRunning(data);
        if (running.isEmpty()) {
            spec.commandLine().getErr().println("No demo runs on " + data);
            return ExitCodes.INCOMPLETE;
        }
        PrintWriter out = spec.commandLine().getOut();
        Endpoints endpoints = running.get();
        out.println("# process " + endpoints.processId() + " on " + endpoints.dataFolder());
        out.println("# dashboard " + endpoints.dashboardUrl());
        out.println("# metrics " + endpoints.metricsUrl());
        endpoints
                .variables()
                .forEach((name, value) -> out.println("export " + name + "='" + value + "'"));
        return ExitCodes.OK;
    }
}
