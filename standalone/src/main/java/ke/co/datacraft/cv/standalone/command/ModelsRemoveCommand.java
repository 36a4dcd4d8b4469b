package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.model.ModelFile;
import ke.co.datacraft.cv.inference.model.ModelFolder;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ResolvedModel;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv models remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Deletes a model's file and manifest, without asking.",
            "Of a model whose manifest comes with the program it deletes the file."
        })
final class ModelsRemoveCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "NAME[@VERSION]",
            description = "The model; the version may be left out when there is one only.")
    private String name;

    @Mixin private ModelsTarget target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        ModelRepository repository = target.repository();
        ResolvedModel model = ModelsTarget.resolve(repository, name);
        requireOneVersion(repository, model);
        ModelFile file = repository.inspect(model);
        boolean builtIn = model.place() == null;
        if (builtIn && (file.place() == null || file.state() == ModelFile.State.CLASS_PATH)) {
            throw new UsageException(
                    model.key()
                            + " comes with the program and cannot be removed; no file of it was"
                            + " pulled");
        }
        Path path = file.place() == null ? null : Path.of(file.place());
        try {
            List<Path> deleted = ModelFolder.remove(model, path);
            deleted.forEach(each -> spec.commandLine().getOut().println("removed " + each));
        } catch (InferenceException exception) {
            spec.commandLine().getErr().println("cv: " + exception.getMessage());
            return ExitCodes.INCOMPLETE;
        }
        return ExitCodes.OK;
    }

    private void requireOneVersion(ModelRepository repository, ResolvedModel model) {
        if (name.contains("@") || model.manifest().isEmpty()) {
            return;
        }
        List<String> versions =
                repository.models().stream()
                        .filter(other -> other.key().startsWith(name + "@"))
                        .map(ResolvedModel::key)
                        .toList();
        if (versions.size() > 1) {
            throw new UsageException(
                    "Which version of " + name + "? Give one of " + String.join(", ", versions));
        }
    }
}
