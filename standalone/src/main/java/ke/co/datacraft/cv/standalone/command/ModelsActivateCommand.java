package ke.co.datacraft.cv.standalone.command;

import java.time.Instant;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.contracts.ActivationValidator;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelShare;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.client.ModelTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv models activate}. */
@Command(
        name = "activate",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Orders running jobs to serve requests that name the model without a version by this one.",
            "They load it beside the old one, then switch; no image fails. docs/models.md tells more."
        })
final class ModelsActivateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;
    @Mixin private KafkaTarget kafka;

    @Parameters(
            paramLabel = "NAME@VERSION",
            description = "The version; with --clear the name alone.")
    private String model;

    @Option(
            names = "--canary",
            paramLabel = "VERSION",
            description = "Serves a share of the references instead.")
    private String canary;

    @Option(
            names = "--share",
            paramLabel = "SHARE",
            description = "Part of the references that the canary serves, above 0 to 1.")
    private Double share;

    @Option(
            names = "--shadow",
            paramLabel = "VERSION",
            description = "Analyses references as well; its results go to cv.shadow-results only.")
    private String shadow;

    @Option(
            names = "--shadow-share",
            paramLabel = "SHARE",
            description = "Part of the references that the shadow sees, above 0 to 1 (1).")
    private Double shadowShare;

    @Option(names = "--clear", description = "Leaves the model to the repository's own choice.")
    private boolean clear;

    @Override
    public Integer call() {
        // What is wrong with the arguments is told before Kafka is looked for.
        String cleared = clear ? cleared() : null;
        ModelActivation activation = clear ? null : activation(Instant.now());
        ModelTopic topic = new ModelTopic(kafka.bootstrapServers(), kafka.topics());
        if (clear) {
            topic.clear(cleared);
            spec.commandLine().getOut().println("cleared " + cleared);
        } else {
            topic.activate(activation);
            spec.commandLine().getOut().println("ordered " + model);
        }
        return ExitCodes.OK;
    }

    /** The model whose activation is taken back. */
    String cleared() {
        if (model.indexOf('@') >= 0 || canary != null || shadow != null) {
            throw new UsageException("--clear takes the model's name alone, such as yolox-nano");
        }
        return model;
    }

    /**
     * What the arguments order.
     *
     * @throws UsageException naming what is wrong with them
     */
    ModelActivation activation(Instant now) {
        int at = model.indexOf('@');
        if (at < 0) {
            throw new UsageException(
                    "Which version of "
                            + model
                            + "? Give NAME@VERSION; ./cv models list shows them");
        }
        if ((canary == null) != (share == null)) {
            throw new UsageException("--canary and --share go together; give both or none");
        }
        if (shadow == null && shadowShare != null) {
            throw new UsageException("--shadow-share needs --shadow");
        }
        ModelActivation activation =
                new ModelActivation(
                        ContractCodec.SCHEMA_VERSION,
                        model.substring(0, at),
                        model.substring(at + 1),
                        canary == null ? null : new ModelShare(canary, share),
                        shadow == null
                                ? null
                                : new ModelShare(shadow, shadowShare == null ? 1 : shadowShare),
                        System.getProperty("user.name"),
                        now);
        try {
            ActivationValidator.validate(activation.model(), activation);
        } catch (ContractException e) {
            throw new UsageException(e.getMessage());
        }
        return activation;
    }
}
