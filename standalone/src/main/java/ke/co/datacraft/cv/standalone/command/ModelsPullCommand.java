package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.standalone.ExitCodes;
import ke.co.datacraft.cv.standalone.UsageException;
import ke.co.datacraft.cv.standalone.models.FetchException;
import ke.co.datacraft.cv.standalone.models.FetchedModel;
import ke.co.datacraft.cv.standalone.models.Mirror;
import ke.co.datacraft.cv.standalone.models.ModelFetcher;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cv models pull}. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        usageHelpWidth = 100,
        sortOptions = false,
        description = {
            "Fetches the files of models that have a manifest, and checks them.",
            "What broke off goes on where it ended. Nothing but this command fetches models.",
            "Exit code 1 when a file was refused or is wrong, 3 when it could not be reached."
        })
final class ModelsPullCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Parameters(arity = "1..*", paramLabel = "NAME[@VERSION]", description = "Models.")
    private List<String> names;

    @Option(
            names = "--from",
            paramLabel = "DIR|URL",
            description =
                    "A mirror: a folder or http(s) URL that has the files under the names that the"
                            + " manifests give; the manifests' own URLs when absent.")
    private String from;

    @Option(
            names = "--into",
            paramLabel = "DIR",
            description =
                    "Folder for the files; when absent the first folder of the model path, else the"
                            + " cache.")
    private Path into;

    @Option(
            names = "--accept-licence",
            paramLabel = "SPDX",
            description = "A licence that binds whoever uses the model, such as AGPL-3.0.")
    private List<String> accepted = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description =
                    "Longest wait for a connection and for the next bytes, 1 to 3600"
                            + " (${DEFAULT-VALUE}).")
    private int timeout;

    @Mixin private ModelsTarget target;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        ModelRepository repository = target.repository();
        // All of them first: a wrong name must not show after an hour of fetching.
        List<ModelManifest> manifests =
                names.stream().map(name -> manifest(repository, name)).toList();
        ModelFetcher fetcher = fetcher();
        int code = ExitCodes.OK;
        for (ModelManifest manifest : manifests) {
            code = Math.max(code, pull(fetcher, manifest));
        }
        return code;
    }

    private ModelManifest manifest(ModelRepository repository, String name) {
        ModelManifest manifest =
                ModelsTarget.resolve(repository, name)
                        .manifest()
                        .orElseThrow(
                                () ->
                                        new UsageException(
                                                name
                                                        + " is a file without a manifest: it is here"));
        if (manifest.needsAcceptance()
                && accepted.stream().noneMatch(manifest.licence()::equalsIgnoreCase)) {
            throw new UsageException(
                    manifest.reference()
                            + " is under "
                            + manifest.licence()
                            + ", which binds whoever runs it ("
                            + manifest.licenceUrl()
                            + "): read it, then give --accept-licence "
                            + manifest.licence());
        }
        return manifest;
    }

    private ModelFetcher fetcher() {
        if (timeout < 1 || timeout > 3600) {
            throw new UsageException("--timeout is " + timeout + ": give 1 to 3600 seconds");
        }
        boolean web = from == null || from.matches("(?i)https?://.+");
        if (!web && !Files.isDirectory(Path.of(from))) {
            throw new UsageException(
                    "--from is '" + from + "': give a folder that exists, or an http(s) URL");
        }
        Path folder = into == null ? target.folder() : into;
        Mirror mirror = new Mirror(from, Duration.ofSeconds(timeout));
        return new ModelFetcher(folder, target.cacheOf(folder), mirror, PAUSE);
    }

    private int pull(ModelFetcher fetcher, ModelManifest manifest) {
        PrintWriter out = spec.commandLine().getOut();
        if (manifest.onClassPath()) {
            out.println(manifest.reference() + " comes with the program; nothing to fetch");
            return ExitCodes.OK;
        }
        Progress progress = new Progress(spec.commandLine().getErr());
        try {
            FetchedModel fetched =
                    fetcher.fetch(
                            manifest,
                            (here, total) -> progress.update(progressOf(manifest, here, total)));
            progress.line("");
            print(manifest, fetched);
            return ExitCodes.OK;
        } catch (FetchException exception) {
            progress.line("");
            progress.line("cv: " + exception.getMessage());
            return exception.unreachable() ? ExitCodes.UNAVAILABLE : ExitCodes.INCOMPLETE;
        }
    }

    private void print(ModelManifest manifest, FetchedModel fetched) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(
                manifest.reference()
                        + (fetched.origin() == null ? " is here already: " : " is here: ")
                        + fetched.file());
        out.println(
                "  licence "
                        + (manifest.licence() == null ? "unknown" : manifest.licence())
                        + (manifest.licenceUrl() == null ? "" : ", " + manifest.licenceUrl()));
        out.println(
                "  SHA-256 "
                        + fetched.sha256()
                        + (fetched.pinned()
                                ? ", as the manifest says"
                                : "; the manifest names none, so it was not checked, only written"
                                        + " down"));
        fetched.evicted().forEach(file -> out.println("  left the cache for it: " + file));
        if (fetched.file().toString().endsWith(".traineddata")) {
            out.println("  to use it: CV_TESSERACT_DATA_PATH=" + fetched.file().getParent());
        }
        out.flush();
    }

    /** In steps, so that a log does not fill. */
    private static String progressOf(ModelManifest manifest, long here, long total) {
        return total <= 0
                ? manifest.reference() + ": " + ByteCounts.text(here / 1_000_000 * 1_000_000)
                : manifest.reference()
                        + ": "
                        + here * 10 / total * 10
                        + " % of "
                        + ByteCounts.text(total);
    }
}
