package ke.co.datacraft.cv.standalone.command;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.services.TopicSetup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
            description = "Creates the topics that are missing, with four partitions.")
    int create(@Mixin KafkaTarget kafka, @Mixin Patience patience) {
        List<String> created =
                patience.await(
                        () ->
                                Optional.of(
                                        TopicSetup.create(
                                                kafka.bootstrapServers(),
                                                kafka.properties(),
                                                kafka.topics())),
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
}
