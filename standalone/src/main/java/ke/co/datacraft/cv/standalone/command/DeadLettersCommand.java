package ke.co.datacraft.cv.standalone.command;

import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.client.DeadLetterTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cv deadletters}. */
@Command(
        name = "deadletters",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = "Records that could not be processed: lists them, or sends them again.")
public final class DeadLettersCommand implements Runnable {

    @Spec private CommandSpec spec;

    /** Which letters are meant; every option given must hold. */
    static final class Selection {

        @Option(names = "--reason", description = "Only these reasons: ${COMPLETION-CANDIDATES}.")
        private List<ReasonCode> reasons = List.of();

        @Option(names = "--id", description = "Only these letters.")
        private List<UUID> ids = List.of();

        @Option(names = "--job", description = "Only letters of these jobs.")
        private List<UUID> jobs = List.of();

        @Option(names = "--tenant", description = "Only letters of these tenants.")
        private List<String> tenants = List.of();

        boolean isEmpty() {
            return reasons.isEmpty() && ids.isEmpty() && jobs.isEmpty() && tenants.isEmpty();
        }

        Predicate<DeadLetter> filter() {
            return letter ->
                    holds(reasons, letter.reason())
                            && holds(ids, letter.id())
                            && holds(jobs, letter.jobId())
                            && holds(tenants, letter.tenantId());
        }

        private static <T> boolean holds(List<T> wanted, T value) {
            return wanted.isEmpty() || wanted.contains(value);
        }
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "What with the dead letters? Give list or replay.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            sortOptions = false,
            description = "Lists them, oldest first.")
    int list(
            @Mixin KafkaTarget kafka,
            @Mixin Selection selection,
            @Option(
                            names = "--format",
                            defaultValue = "table",
                            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
                    OutputFormat format) {
        List<DeadLetter> letters = select(kafka, selection);
        switch (format) {
            case JSONL ->
                    letters.forEach(
                            letter ->
                                    spec.commandLine()
                                            .getOut()
                                            .println(ContractCodec.toJson(letter)));
            case TABLE -> print(letters);
        }
        return ExitCodes.OK;
    }

    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            sortOptions = false,
            description = {
                "Sends the original records again to the topics from which they came.",
                "What fails again becomes a new dead letter. Letters stay listed after a replay."
            })
    int replay(
            @Mixin KafkaTarget kafka,
            @Mixin Selection selection,
            @Option(names = "--all", description = "All of them.") boolean all) {
        if (selection.isEmpty() && !all) {
            throw new UsageException(
                    "Which letters? Give --id, --reason, --job, --tenant or --all");
        }
        List<DeadLetter> letters = select(kafka, selection);
        new DeadLetterTopic(kafka.bootstrapServers(), kafka.topics()).replay(letters);
        spec.commandLine().getOut().println("replayed " + letters.size());
        if (letters.isEmpty() && !all) {
            spec.commandLine().getErr().println("No letter fits; ./cv deadletters list shows them");
            return ExitCodes.INCOMPLETE;
        }
        return ExitCodes.OK;
    }

    private static List<DeadLetter> select(KafkaTarget kafka, Selection selection) {
        return new DeadLetterTopic(kafka.bootstrapServers(), kafka.topics())
                .list().stream().filter(selection.filter()).toList();
    }

    private void print(List<DeadLetter> letters) {
        TextTable table = new TextTable("FAILED AT", "ID", "TENANT", "REASON", "URI", "MESSAGE");
        for (DeadLetter letter : letters) {
            table.add(
                    letter.failedAt(),
                    letter.id(),
                    letter.tenantId(),
                    letter.reason(),
                    letter.uri(),
                    letter.message());
        }
        table.print(spec.commandLine().getOut());
    }
}
