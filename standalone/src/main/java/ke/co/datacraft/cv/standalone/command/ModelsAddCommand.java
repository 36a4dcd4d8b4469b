package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.model.DecoderFamily;
import ke.co.datacraft.cv.inference.model.ModelAddition;
import ke.co.datacraft.cv.inference.model.ModelFolder;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.models.ModelTrial;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv models add}. */
@Command(
        name = "add",
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Takes in an ONNX file of yours: copies it and writes its manifest.",
            "Looks into it and tries it first. Another file of the same version is not replaced."
        })
final class ModelsAddCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE.onnx", description = "The model.")
    private Path file;

    @Option(names = "--name", description = "Its name; that of the file when absent.")
    private String name;

    @Option(names = "--version", description = "Its version; 1.0.0 when absent.")
    private String version;

    @Option(
            names = "--decoder",
            description = "How its output is read, such as yolox; found by the graph when absent.")
    private String decoder;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "Class names, one a line; those in the file when absent.")
    private Path labels;

    @Option(names = "--licence", paramLabel = "SPDX", description = "Its licence.")
    private String licence;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "Folder of models; when absent the first of the model path, else the cache.")
    private Path into;

    @Option(
            names = "--in-place",
            description = "Write the manifest beside the file, without a copy.")
    private boolean inPlace;

    // By hand: the usual ones would take --version, which here is the model's.
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    private boolean help;

    @Mixin private ModelsTarget target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file) || !file.toString().endsWith(".onnx")) {
            throw new UsageException(file + " is no file that ends in .onnx: give one");
        }
        ModelAddition addition = new ModelAddition(file, name, version, family(), labels, licence);
        ModelFolder folder =
                new ModelFolder(into == null ? target.folder() : into, OnnxSettings.cpu());
        try {
            ModelManifest manifest =
                    inPlace
                            ? folder.addInPlace(addition, ModelTrial::run)
                            : folder.add(addition, ModelTrial::run);
            PrintWriter out = spec.commandLine().getOut();
            Path where = inPlace ? file.toAbsolutePath().getParent() : folder.folder();
            out.println(
                    manifest.reference()
                            + " is in "
                            + where
                            + ": "
                            + manifest.task()
                            + ", decoder "
                            + manifest.decoder().id());
            out.println("its manifest holds what was found; correct it where you know better");
            out.flush();
            return ExitCodes.OK;
        } catch (InferenceException exception) {
            throw new UsageException(exception.getMessage());
        }
    }

    private DecoderFamily family() {
        try {
            return decoder == null ? null : DecoderFamily.of(decoder);
        } catch (IllegalArgumentException exception) {
            throw new UsageException("--" + exception.getMessage());
        }
    }
}
