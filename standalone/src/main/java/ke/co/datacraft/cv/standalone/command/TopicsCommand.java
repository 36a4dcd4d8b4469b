package ke.co.datacraft.cv.standalone.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.services.TopicSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv topics}. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = "Looks after the topics on Kafka.")
public final class TopicsCommand implements Runnable {

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "What with the topics? Give create or check.");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            sortOptions = false,
            description =
                    "Creates the topics that are missing; those that are there stay as they are.")
    int create(
            @Mixin KafkaTarget kafka,
            @Mixin Patience patience,
            @Option(
                            names = "--partitions",
                            paramLabel = "N",
                            defaultValue = "" + TopicSetup.DEFAULT_PARTITIONS,
                            description = "Partitions of each (${DEFAULT-VALUE}).")
                    int partitions,
            @Option(
                            names = "--replication-factor",
                            paramLabel = "N",
                            description = "Copies of each; the brokers' own default when absent.")
                    Integer replicationFactor) {
        TopicSetup.Layout layout = layout(partitions, replicationFactor);
        List<String> created =
                patience.await(
                        () ->
                                Optional.of(
                                        TopicSetup.create(
                                                kafka.bootstrapServers(),
                                                kafka.properties(),
                                                kafka.topics(),
                                                layout)),
                        List::of);
        created.forEach(topic -> spec.commandLine().getOut().println("created " + topic));
        if (created.isEmpty()) {
            spec.commandLine().getOut().println("all topics are there");
        }
        return ExitCodes.OK;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            sortOptions = false,
            description = "Says which topics are missing; exit code 1 when some are.")
    int check(@Mixin KafkaTarget kafka, @Mixin Patience patience) {
        Supplier<List<String>> missing =
                () ->
                        TopicSetup.missing(
                                kafka.bootstrapServers(), kafka.properties(), kafka.topics());
        List<String> left =
                patience.await(() -> Optional.of(missing.get()).filter(List::isEmpty), missing);
        left.forEach(topic -> spec.commandLine().getErr().println("missing " + topic));
        if (!left.isEmpty()) {
            return ExitCodes.INCOMPLETE;
        }
        spec.commandLine().getOut().println("all topics are there");
        return ExitCodes.OK;
    }

    private static TopicSetup.Layout layout(int partitions, Integer replicationFactor) {
        try {
            return new TopicSetup.Layout(
                    partitions,
                    Optional.ofNullable(replicationFactor).orElse(TopicSetup.BROKER_DEFAULT));
        } catch (IllegalArgumentException e) {
            throw new UsageException(e.getMessage());
        }
    }
}
