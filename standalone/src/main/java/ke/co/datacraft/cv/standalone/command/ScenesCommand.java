package ke.co.datacraft.cv.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv scenes}: street scenes of exactly known content. */
@Command(
        name = "scenes",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = "Renders street scenes of known content and measures detectors on them.",
        subcommands = {
            ScenesGenerateCommand.class,
            ScenesEvaluateCommand.class,
            ScenesTrainingDataCommand.class
        })
public final class ScenesCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Which? generate, evaluate or training-data");
    }
}
