package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.TaskRequest;
import ke.co.datacraft.cv.operators.pipeline.PipelineDefinition;
import ke.co.datacraft.cv.operators.pipeline.PipelineException;
import ke.co.datacraft.cv.operators.pipeline.PipelineReader;
import ke.co.datacraft.cv.operators.pipeline.Pipelines;
import ke.co.datacraft.cv.standalone.ExitCodes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv pipelines}. */
@Command(
        name = "pipelines",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        description = "Shows and checks pipeline files.")
public final class PipelinesCommand implements Runnable {

    private static final String VARIABLE = "CV_PIPELINE_PATH";

    @Spec private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "What with the pipelines? Give list or check.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            description = "Lists the pipelines in the folders of " + VARIABLE + ".")
    int list() {
        print(configured().definitions());
        return ExitCodes.OK;
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            usageHelpWidth = 100,
            description = "Checks pipeline files; exit code 1 when one is wrong.")
    int check(@Parameters(arity = "1..*", paramLabel = "FILE") List<Path> files) {
        boolean wrong = false;
        for (Path file : files) {
            try {
                print(List.of(PipelineReader.read(file)));
            } catch (PipelineException e) {
                spec.commandLine().getErr().println(e.getMessage());
                wrong = true;
            }
        }
        return wrong ? ExitCodes.INCOMPLETE : ExitCodes.OK;
    }

    /** The pipelines in the folders of the environment. */
    static Pipelines configured() {
        String folders = System.getenv().getOrDefault(VARIABLE, "");
        return PipelineReader.readFolders(
                Arrays.stream(folders.split(","))
                        .map(String::trim)
                        .filter(folder -> !folder.isEmpty())
                        .toList());
    }

    private void print(List<PipelineDefinition> pipelines) {
        TextTable table = new TextTable("PIPELINE", "STEPS", "DESCRIPTION");
        for (PipelineDefinition pipeline : pipelines) {
            String steps =
                    pipeline.tasks().stream()
                            .map(PipelinesCommand::step)
                            .collect(Collectors.joining(", "));
            String description = pipeline.description();
            table.add(pipeline.name(), steps, description == null ? "" : description);
        }
        PrintWriter out = spec.commandLine().getOut();
        table.print(out);
        out.flush();
    }

    private static String step(TaskRequest task) {
        String name = task.step() == null ? task.task() : task.step() + " (" + task.task() + ")";
        return task.on() == null ? name : name + " on " + task.on().step();
    }
}
