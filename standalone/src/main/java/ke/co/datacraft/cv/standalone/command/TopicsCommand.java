package ke.co.datacraft.cv.standalone.command;

import java.util.List;
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
        throw new ParameterException(spec.commandLine(), "What with the topics? Give create.");
    }

    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            sortOptions = false,
            description = "Creates the topics that are missing, with four partitions.")
    int create(@Mixin KafkaTarget kafka) {
        List<String> created = TopicSetup.create(kafka.bootstrapServers(), kafka.topics());
        created.forEach(topic -> spec.commandLine().getOut().println("created " + topic));
        if (created.isEmpty()) {
            spec.commandLine().getOut().println("all topics are there");
        }
        return ExitCodes.OK;
    }
}
