package ke.co.datacraft.cv.standalone.command;

import java.util.List;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelShare;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.client.ModelTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code cv models status}. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Which versions running jobs are ordered to use.",
            "Whether they could load them is told by their metric cv_model_activations and their log."
        })
final class ModelsStatusCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaTarget kafka;

    @Override
    public Integer call() {
        List<ModelActivation> active =
                new ModelTopic(kafka.bootstrapServers(), kafka.topics()).list();
        if (active.isEmpty()) {
            spec.commandLine()
                    .getOut()
                    .println("nothing is activated; jobs use the newest version");
            return ExitCodes.OK;
        }
        TextTable table =
                new TextTable("MODEL", "VERSION", "CANARY", "SHADOW", "UPDATED BY", "UPDATED AT");
        for (ModelActivation one : active) {
            table.add(
                    one.model(),
                    one.version(),
                    share(one.canary()),
                    share(one.shadow()),
                    one.updatedBy(),
                    one.updatedAt());
        }
        table.print(spec.commandLine().getOut());
        return ExitCodes.OK;
    }

    private static String share(ModelShare share) {
        return share == null ? null : share.version() + " (" + share.share() + ")";
    }
}
