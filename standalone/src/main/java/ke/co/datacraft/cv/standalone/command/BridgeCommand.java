package ke.co.datacraft.cv.standalone.command;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import ke.co.datacraft.cv.bridge.ApiBridge;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.SettingsException;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cv bridge}. */
@Command(
        name = "bridge",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Runs the REST bridge with its console until Ctrl-C, on the services that the variables"
                    + " CV_* name (docs/bridge-configuration.md).",
            "eval \"$(./cv status)\" sets them for a running demo."
        })
public final class BridgeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        ApiBridge bridge = start();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    bridge.close();
                                    stopped.countDown();
                                },
                                "bridge-stops"));
        spec.commandLine().getOut().println("The bridge listens on port " + bridge.port());
        spec.commandLine().getOut().flush();
        stopped.await();
        return ExitCodes.OK;
    }

    private static ApiBridge start() {
        try {
            return ApiBridge.start(BridgeSettings.read(System.getenv()));
        } catch (SettingsException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
