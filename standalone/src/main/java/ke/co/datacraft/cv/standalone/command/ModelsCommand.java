package ke.co.datacraft.cv.standalone.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv models}. */
@Command(
        name = "models",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = "Looks after models, here and in running jobs. More in docs/models.md.",
        subcommands = {
            ModelsListCommand.class,
            ModelsPullCommand.class,
            ModelsVerifyCommand.class,
            ModelsAddCommand.class,
            ModelsRemoveCommand.class,
            ModelsActivateCommand.class,
            ModelsStatusCommand.class
        })
public final class ModelsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "What with the models? Give list, pull, verify, add, remove, activate or status.");
    }
}
