package ke.co.datacraft.cv.inference.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;

/**
 * Finds models by name, checks their files against their manifests, and loads them. Reads the
 * folders once, when it is made; safe for many threads.
 */
public final class ModelRepository {

    private final ModelRepositorySettings settings;
    private final ManifestCatalog catalog;

    /**
     * @param settings where to look
     * @throws InferenceException {@code INVALID_MODEL} when a manifest is wrong
     */
    public ModelRepository(ModelRepositorySettings settings) {
        this.settings = settings;
        this.catalog = new ManifestCatalog(settings.folders());
    }

    /** Names of all models, sorted. */
    public Set<String> names() {
        return catalog.names();
    }

    /**
     * Finds a model.
     *
     * @param reference {@code name} for the newest version, {@code name@version}, or, where the
     *     settings allow it, the path of an ONNX file, whose manifest is the file beside it with
     *     {@code .yaml} in place of {@code .onnx} or, without one, what the graph tells
     * @throws InferenceException {@code UNKNOWN_MODEL}, listing what there is; {@code
     *     INVALID_MODEL} for a wrong manifest beside the file
     */
    public ResolvedModel resolve(String reference) {
        if (settings.filesAllowed() && (reference.contains("/") || reference.endsWith(".onnx"))) {
            return resolveFile(Path.of(reference));
        }
        int at = reference.indexOf('@');
        String name = at < 0 ? reference : reference.substring(0, at);
        Optional<ResolvedModel> found =
                at < 0 ? catalog.newest(name) : catalog.find(name, reference.substring(at + 1));
        if (found.isEmpty() && at < 0) {
            found = catalog.bareFile(name).map(this::resolveFile);
        }
        return found.orElseThrow(() -> unknown(reference, name));
    }

    private ResolvedModel resolveFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InferenceException(
                    InferenceException.Reason.UNKNOWN_MODEL,
                    "there is no model file " + file + "; give the path of an ONNX file");
        }
        Path path = file.toAbsolutePath().normalize();
        Path sidecar = path.resolveSibling(stem(path) + ".yaml");
        if (Files.isRegularFile(sidecar)) {
            ModelManifest manifest = ManifestReader.read(sidecar);
            return new ResolvedModel(path.toString(), Optional.of(manifest), path);
        }
        return new ResolvedModel(path.toString(), Optional.empty(), path);
    }

    private InferenceException unknown(String reference, String name) {
        Set<String> versions = catalog.versions(name);
        String cure =
                versions.isEmpty()
                        ? "; known models: " + String.join(", ", names())
                        : "; known versions of " + name + ": " + String.join(", ", versions);
        return new InferenceException(
                InferenceException.Reason.UNKNOWN_MODEL,
                "there is no model '" + reference + "'" + cure);
    }

    /**
     * Finds, checks and loads a model; the caller closes it.
     *
     * @throws InferenceException {@code UNKNOWN_MODEL} or {@code INVALID_MODEL}
     */
    public LoadedModel load(String reference) {
        return load(resolve(reference));
    }

    /**
     * Checks and loads a model; the caller closes it.
     *
     * @throws InferenceException {@code INVALID_MODEL} when its file is missing, has another digest
     *     than the manifest says, or does not fit the manifest
     */
    public LoadedModel load(ResolvedModel resolved) {
        Weights weights = weights(resolved);
        String sha256 = weights.sha256();
        resolved.manifest().ifPresent(manifest -> requireDigest(manifest, sha256));
        OnnxModel network = weights.load(settings.runtime());
        boolean fits = false;
        try {
            ModelGraph graph = new ModelGraph(network);
            ModelManifest manifest =
                    resolved.manifest()
                            .map(graph::complete)
                            .orElseGet(() -> describe(graph, resolved.place(), sha256));
            ModelIdentity identity = new ModelIdentity(manifest.name(), manifest.version(), sha256);
            fits = true;
            return new LoadedModel(manifest, identity, network);
        } finally {
            if (!fits) {
                network.close();
            }
        }
    }

    private static ModelManifest describe(ModelGraph graph, Path file, String sha256) {
        String name = stem(file).replaceAll("[^A-Za-z0-9._-]", "_").replaceFirst("^[._-]+", "");
        return graph.describe(
                name.isEmpty() ? "model" : name.substring(0, Math.min(100, name.length())),
                "sha256:" + sha256.substring(0, 12),
                file.getFileName().toString());
    }

    private static void requireDigest(ModelManifest manifest, String sha256) {
        if (manifest.sha256() != null && !manifest.sha256().equals(sha256)) {
            throw InvalidModel.because(
                    "file "
                            + manifest.file()
                            + " of model '"
                            + manifest.reference()
                            + "' has SHA-256 "
                            + sha256
                            + "; its manifest says "
                            + manifest.sha256()
                            + ": get the right file or correct the manifest");
        }
    }

    private Weights weights(ResolvedModel resolved) {
        if (resolved.place() != null && Files.isRegularFile(resolved.place())) {
            return new Weights.InFile(resolved.place());
        }
        ModelManifest manifest = resolved.manifest().orElseThrow();
        if (manifest.file().startsWith(Weights.CLASSPATH)) {
            return new Weights.InResource(manifest.file().substring(Weights.CLASSPATH.length()));
        }
        List<Path> folders = new ArrayList<>();
        if (resolved.place() != null) {
            folders.add(resolved.place());
        }
        folders.addAll(settings.folders());
        return folders.stream()
                .map(folder -> folder.resolve(manifest.file()))
                .filter(Files::isRegularFile)
                .findFirst()
                .<Weights>map(Weights.InFile::new)
                .orElseThrow(() -> missing(manifest, folders));
    }

    private static InferenceException missing(ModelManifest manifest, List<Path> folders) {
        String origin = manifest.urls().isEmpty() ? manifest.source() : manifest.urls().get(0);
        return InvalidModel.because(
                "file "
                        + manifest.file()
                        + " of model '"
                        + manifest.reference()
                        + "' is in none of the folders "
                        + folders
                        + "; put it "
                        + (origin == null ? "" : "(from " + origin + ") ")
                        + "into one that CV_MODEL_PATH names");
    }

    private static String stem(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".onnx") ? name.substring(0, name.length() - ".onnx".length()) : name;
    }
}
