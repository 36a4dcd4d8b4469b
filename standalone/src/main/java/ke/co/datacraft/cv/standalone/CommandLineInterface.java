package ke.co.datacraft.cv.standalone;

import java.io.PrintWriter;
import java.util.List;
import java.util.ServiceLoader;
import ke.co.datacraft.cv.jobs.SettingsException;
import ke.co.datacraft.cv.sql.MigrationException;
import ke.co.datacraft.cv.standalone.command.AnalyzeCommand;
import ke.co.datacraft.cv.standalone.command.BridgeCommand;
import ke.co.datacraft.cv.standalone.command.DeadLettersCommand;
import ke.co.datacraft.cv.standalone.command.DefinitionsCommand;
import ke.co.datacraft.cv.standalone.command.DemoCommand;
import ke.co.datacraft.cv.standalone.command.EncryptionCommand;
import ke.co.datacraft.cv.standalone.command.MigrateCommand;
import ke.co.datacraft.cv.standalone.command.ModelsCommand;
import ke.co.datacraft.cv.standalone.command.PipelinesCommand;
import ke.co.datacraft.cv.standalone.command.ScenesCommand;
import ke.co.datacraft.cv.standalone.command.SqlCommand;
import ke.co.datacraft.cv.standalone.command.StatusCommand;
import ke.co.datacraft.cv.standalone.command.TokenCommand;
import ke.co.datacraft.cv.standalone.command.TopicsCommand;
import ke.co.datacraft.cv.standalone.services.ServiceException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line {@code cv}. */
@Command(
        name = "cv",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false,
        usageHelpWidth = 100,
        synopsisSubcommandLabel = "COMMAND",
        header = "Computer vision on Apache Flink, on this machine.",
        footerHeading = "%nFirst steps%n",
        footer = {
            "  ./cv demo                    everything at once, on sample images, until Ctrl-C",
            "  ./cv demo --once             the same, ends when all is processed",
            "  ./cv token --role operator   a token for the REST interface of the running demo",
            "  ./cv analyze photo.jpg dir/  text and quality of your own images",
            "  ./cv analyze dir/ --model yolox.onnx   objects in them",
            "  ./cv models list             models; pull fetches, add takes in one of yours",
            "  ./cv sql sql/flink/tables sql/flink/jobs/occupancy.sql   who is where in the running demo",
            "  ./cv bench                   benchmarks, each beside its baseline",
            "  ./cv test                    all tests and gates; --images builds and starts images",
            "  ./cv build                   build only",
            "",
            "Exit codes",
            "  0 all went well, 1 something is missing or failed, 2 wrong arguments or settings,",
            "  3 a service could not be started or reached",
            "",
            "Environment",
            "  CV_*            options: docs/configuration.md, docs/bridge-configuration.md",
            "  CV_LOG_LEVEL    level of the log in the data folder (INFO)",
            "  CV_LOG_FORMAT   form of its lines: text or json (text)",
            "  CV_HEAP         Java heap (2g)",
            "  JAVA_HOME       the Java to use"
        })
public final class CommandLineInterface implements Runnable {

    @Option(
            names = "--verbose",
            scope = ScopeType.INHERIT,
            description = "Print the stack trace of an error.")
    private boolean verbose;

    @Spec private CommandSpec spec;

    private CommandLineInterface() {}

    /** Runs and exits; see {@link ExitCodes}. */
    public static void main(String[] arguments) {
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter errors = new PrintWriter(System.err, true);
        int code = create(out, errors).execute(arguments);
        out.flush();
        errors.flush();
        // Embedded servers keep threads; their shutdown hooks have run or run now.
        System.exit(code);
    }

    /**
     * The command line, ready to execute.
     *
     * @param out gets what a command was asked for
     * @param errors gets progress and what went wrong
     */
    public static CommandLine create(PrintWriter out, PrintWriter errors) {
        CommandLineInterface root = new CommandLineInterface();
        CommandLine line = new CommandLine(root);
        List.of(
                        new DemoCommand(),
                        new AnalyzeCommand(),
                        new BridgeCommand(),
                        new ModelsCommand(),
                        new PipelinesCommand(),
                        new MigrateCommand(),
                        new DeadLettersCommand(),
                        new TopicsCommand(),
                        new DefinitionsCommand(),
                        new SqlCommand(),
                        new ScenesCommand(),
                        new TokenCommand(),
                        new EncryptionCommand(),
                        new StatusCommand())
                .forEach(line::addSubcommand);
        for (CommandProvider provider : ServiceLoader.load(CommandProvider.class)) {
            provider.commands().forEach(line::addSubcommand);
        }
        line.setOut(out);
        line.setErr(errors);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> root.report(failure, command));
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command?");
    }

    private int report(Exception failure, CommandLine command) {
        PrintWriter errors = command.getErr();
        String message = failure.getMessage();
        errors.println("cv: " + (message == null ? failure.toString() : message));
        if (verbose) {
            failure.printStackTrace(errors);
        }
        if (failure instanceof UsageException || failure instanceof SettingsException) {
            return ExitCodes.WRONG_USAGE;
        }
        boolean known =
                failure instanceof ServiceException || failure instanceof MigrationException;
        if (!known && !verbose) {
            errors.println("cv: (" + failure.getClass().getName() + "; --verbose shows where)");
        }
        return ExitCodes.UNAVAILABLE;
    }
}
