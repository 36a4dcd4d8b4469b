package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.model.BrokenManifest;
import ke.co.datacraft.cv.inference.model.ModelFile;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ResolvedModel;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.models.ModelTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv models verify}. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Checks models: digest, load, one run on an empty picture.",
            "Exit code 1 when one fails or its manifest is wrong."
        })
final class ModelsVerifyCommand implements Callable<Integer> {

    @Parameters(
            arity = "0..*",
            paramLabel = "NAME[@VERSION]",
            description = "Models; all whose files are here when absent.")
    private List<String> names = List.of();

    @Mixin private ModelsTarget target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        ModelRepository repository = target.repository();
        boolean well = true;
        for (ResolvedModel model : chosen(repository)) {
            well &= verify(repository, model);
        }
        if (names.isEmpty()) {
            for (BrokenManifest broken : repository.broken()) {
                fail(broken.problem());
                well = false;
            }
        }
        spec.commandLine().getOut().flush();
        return well ? ExitCodes.OK : ExitCodes.INCOMPLETE;
    }

    private List<ResolvedModel> chosen(ModelRepository repository) {
        return names.isEmpty()
                ? repository.models().stream().filter(m -> isHere(repository, m)).toList()
                : names.stream().map(name -> ModelsTarget.resolve(repository, name)).toList();
    }

    private static boolean isHere(ModelRepository repository, ResolvedModel model) {
        return repository.inspect(model).state() != ModelFile.State.MISSING;
    }

    private boolean verify(ModelRepository repository, ResolvedModel model) {
        PrintWriter out = spec.commandLine().getOut();
        try {
            List<String> lines = ModelTrial.run(repository, model);
            ModelFile file = repository.inspect(model);
            out.println(model.key() + " is well");
            out.println("  file " + file.place() + ", " + ByteCounts.text(file.sizeBytes()));
            out.println("  SHA-256 " + file.sha256() + ", " + digestRemark(model, file));
            lines.forEach(line -> out.println("  " + line));
            return true;
        } catch (InferenceException exception) {
            fail(exception);
            return false;
        }
    }

    private static String digestRemark(ResolvedModel model, ModelFile file) {
        List<String> pinned = model.manifest().map(m -> m.sha256()).orElse(List.of());
        if (pinned.isEmpty()) {
            return "of which the manifest says nothing";
        }
        return pinned.contains(file.sha256())
                ? "as the manifest says"
                : "another than that of the released file: taken as an export of your own";
    }

    private void fail(InferenceException problem) {
        PrintWriter errors = spec.commandLine().getErr();
        errors.println("cv: " + problem.getMessage());
        errors.flush();
    }
}
