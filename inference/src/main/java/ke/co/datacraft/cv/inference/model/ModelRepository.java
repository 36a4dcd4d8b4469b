package ke.co.datacraft.cv.inference.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;

/**
 * Finds models by name, checks their files against their manifests, and loads them. Reads the
 * folders when it is made, when it is told to, and when it is asked for a model that it does not
 * know, the last at most once a second. Safe for many threads; a model that is known is found
 * without a lock.
 */
public final class ModelRepository {

    private static final String PYTORCH = ".pt";
    private static final long RESCAN_NANOS = Duration.ofSeconds(1).toNanos();

    private final ModelRepositorySettings settings;
    private final WeightsLocator locator;
    private final LongSupplier nanoTime;
    private final Object scan = new Object();
    // Guarded by scan.
    private long scannedAt;
    private volatile ManifestCatalog catalog;

    /**
     * @param settings where to look; a manifest that is wrong does not hinder the others
     */
    public ModelRepository(ModelRepositorySettings settings) {
        this(settings, System::nanoTime);
    }

    ModelRepository(ModelRepositorySettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.locator = new WeightsLocator(settings.folders());
        this.nanoTime = nanoTime;
        refresh();
    }

    /** Reads the folders again. */
    public void refresh() {
        synchronized (scan) {
            catalog = new ManifestCatalog(settings.folders());
            scannedAt = nanoTime.getAsLong();
        }
    }

    /** Names of all models, sorted. */
    public Set<String> names() {
        return catalog.names();
    }

    /** Every version of every model, by name, newest last; then ONNX files without a manifest. */
    public List<ResolvedModel> models() {
        ManifestCatalog current = catalog;
        Set<String> described = new HashSet<>();
        for (ResolvedModel model : current.all()) {
            if (model.manifest().isPresent()) {
                locator.find(model).map(Weights::place).ifPresent(described::add);
            }
        }
        return current.all().stream()
                .filter(model -> model.manifest().isPresent() || !described.contains(model.key()))
                .toList();
    }

    /** Manifests that cannot be read. */
    public List<BrokenManifest> broken() {
        return catalog.broken();
    }

    /**
     * Finds a model.
     *
     * @param reference {@code name} for the newest version (a {@code .pt} after it does not count),
     *     {@code name@version}, or, where the settings allow it, the path of an ONNX file, whose
     *     manifest is the file beside it with {@code .yaml} in place of {@code .onnx} or, without
     *     one, what the graph tells
     * @throws InferenceException {@code UNKNOWN_MODEL}, listing what there is; {@code
     *     INVALID_MODEL} for a model whose manifest is wrong
     */
    public ResolvedModel resolve(String reference) {
        if (settings.filesAllowed() && (reference.contains("/") || reference.endsWith(".onnx"))) {
            return resolveFile(Path.of(reference));
        }
        ManifestCatalog current = catalog;
        Optional<ResolvedModel> found = find(current, reference);
        if (found.isEmpty() && rescanned(current)) {
            found = find(catalog, reference);
        }
        return found.orElseThrow(() -> unknown(catalog, reference));
    }

    /** The configuration of older platforms names PyTorch files, {@code yolov8n.pt}. */
    private static Optional<ResolvedModel> find(ManifestCatalog catalog, String reference) {
        Optional<ResolvedModel> found = findExactly(catalog, reference);
        return found.isEmpty() && reference.endsWith(PYTORCH)
                ? findExactly(
                        catalog, reference.substring(0, reference.length() - PYTORCH.length()))
                : found;
    }

    private static Optional<ResolvedModel> findExactly(ManifestCatalog catalog, String reference) {
        int at = reference.indexOf('@');
        return at < 0
                ? catalog.newest(reference)
                : catalog.find(reference.substring(0, at), reference.substring(at + 1));
    }

    /** Whether the folders were read after the given state; many callers share one reading. */
    private boolean rescanned(ManifestCatalog before) {
        synchronized (scan) {
            if (catalog == before && nanoTime.getAsLong() - scannedAt >= RESCAN_NANOS) {
                refresh();
            }
            return catalog != before;
        }
    }

    private static ResolvedModel resolveFile(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new InferenceException(
                    InferenceException.Reason.UNKNOWN_MODEL,
                    "there is no model file " + file + "; give the path of an ONNX file");
        }
        return ManifestCatalog.ofFile(file);
    }

    private static InferenceException unknown(ManifestCatalog catalog, String reference) {
        String name = reference.replaceFirst("@.*", "");
        for (BrokenManifest broken : catalog.broken()) {
            if (broken.name().equals(name)) {
                return InvalidModel.because(broken.problem().getMessage(), broken.problem());
            }
        }
        Set<String> versions = catalog.versions(name);
        String cure =
                versions.isEmpty()
                        ? "; known models: " + String.join(", ", catalog.names())
                        : "; known versions of " + name + ": " + String.join(", ", versions);
        return new InferenceException(
                InferenceException.Reason.UNKNOWN_MODEL,
                "there is no model '" + reference + "'" + cure);
    }

    /** How a model's file is; reads it whole unless it was read before. */
    public ModelFile inspect(ResolvedModel resolved) {
        Optional<Weights> found = locator.find(resolved);
        if (found.isEmpty()) {
            Long size = resolved.manifest().map(ModelManifest::sizeBytes).orElse(null);
            return new ModelFile(ModelFile.State.MISSING, null, size == null ? 0 : size, null);
        }
        Weights weights = found.get();
        String sha256 = weights.sha256();
        ModelFile.State state = ModelFile.State.HERE;
        if (!WeightsLocator.isRight(resolved, weights, sha256)) {
            state = ModelFile.State.DAMAGED;
        } else if (weights instanceof Weights.InResource) {
            state = ModelFile.State.CLASS_PATH;
        }
        return new ModelFile(state, weights.place(), weights.size(), sha256);
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
        resolved.manifest().ifPresent(ModelRepository::requireNetwork);
        Weights weights = locator.require(resolved);
        FileLease lease = weights.lease();
        OnnxModel network = null;
        boolean fits = false;
        try {
            String sha256 = weights.sha256();
            WeightsLocator.requireRight(resolved, weights, sha256);
            network = weights.load(settings.runtime().forModel(name(resolved)));
            ModelGraph graph = new ModelGraph(network);
            ModelManifest manifest =
                    resolved.manifest()
                            .map(graph::complete)
                            .orElseGet(() -> describe(graph, resolved.place(), sha256));
            ModelIdentity identity = new ModelIdentity(manifest.name(), manifest.version(), sha256);
            LoadedModel loaded = new LoadedModel(manifest, identity, network, lease);
            fits = true;
            return loaded;
        } finally {
            if (!fits) {
                lease.close();
                if (network != null) {
                    network.close();
                }
            }
        }
    }

    private static void requireNetwork(ModelManifest manifest) {
        if (manifest.decoder() == DecoderFamily.TESSERACT) {
            throw InvalidModel.because(
                    "model '"
                            + manifest.reference()
                            + "' is language data of Tesseract; ask for the task ocr with the"
                            + " model tesseract, and set CV_TESSERACT_DATA_PATH to its folder");
        }
    }

    private static String name(ResolvedModel resolved) {
        return resolved.manifest()
                .map(ModelManifest::name)
                .orElseGet(() -> ModelManifest.nameFrom(ManifestCatalog.stem(resolved.place())));
    }

    private static ModelManifest describe(ModelGraph graph, Path file, String sha256) {
        return graph.describe(
                ModelManifest.nameFrom(ManifestCatalog.stem(file)),
                "sha256:" + sha256.substring(0, 12),
                file.getFileName().toString());
    }
}
