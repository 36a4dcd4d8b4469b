package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.onnx.OnnxModel;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/**
 * A folder of models that is written to. Every version has files of its own, {@code
 * NAME-VERSION.onnx} and {@code .yaml}; a manifest appears after its model and whole.
 *
 * @param folder made when it is missing
 * @param runtime how models are tried
 */
public record ModelFolder(Path folder, OnnxSettings runtime) {

    /**
     * Copies a model into the folder and writes its manifest.
     *
     * @param check tries and closes the loaded model; throws when it is not what it says
     * @return the manifest
     * @throws InferenceException {@code INVALID_MODEL} when it cannot be described or does not fit,
     *     or when the folder has another file of this name and version
     */
    public ModelManifest add(ModelAddition addition, Consumer<LoadedModel> check)
            throws IOException {
        ModelAddition named = addition.named();
        ModelManifest manifest = describe(named, named.stem() + ".onnx");
        Path model = folder.resolve(manifest.file());
        Path sidecar = folder.resolve(named.stem() + ".yaml");
        requireFree(model, sidecar, manifest);
        check.accept(load(manifest, addition.file()));
        Files.createDirectories(folder);
        Path part = folder.resolve("." + manifest.file() + ".new");
        Files.copy(addition.file(), part, StandardCopyOption.REPLACE_EXISTING);
        Files.move(
                part, model, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        ModelFiles.writeAtomically(sidecar, ManifestWriter.write(manifest));
        return manifest;
    }

    /**
     * Writes a manifest beside a model where it is.
     *
     * @return the manifest
     * @throws InferenceException as {@link #add} does, and when there is a manifest already
     */
    public ModelManifest addInPlace(ModelAddition addition, Consumer<LoadedModel> check)
            throws IOException {
        Path file = addition.file();
        Path sidecar = file.resolveSibling(ManifestCatalog.stem(file) + ".yaml");
        if (Files.exists(sidecar)) {
            throw InvalidModel.because(
                    sidecar + " describes the model already; remove it first to describe it anew");
        }
        ModelManifest manifest = describe(addition.named(), file.getFileName().toString());
        check.accept(load(manifest, file));
        ModelFiles.writeAtomically(sidecar, ManifestWriter.write(manifest));
        return manifest;
    }

    private LoadedModel load(ModelManifest manifest, Path file) {
        return repository().load(new ResolvedModel(file.toString(), Optional.of(manifest), file));
    }

    private ModelRepository repository() {
        return new ModelRepository(new ModelRepositorySettings(List.of(), true, runtime));
    }

    private ModelManifest describe(ModelAddition addition, String fileName) throws IOException {
        Path file = addition.file();
        try {
            Labels labels =
                    addition.labels() == null
                            ? null
                            : new Labels(LabelsDeserializer.read(addition.labels()));
            ModelManifest graph =
                    addition.decoder() == null
                            ? fromGraph(addition, labels)
                            : ModelManifest.ofDecoder(addition.decoder(), file, labels);
            return graph.added(
                    addition, labels, fileName, ModelFiles.sha256(file), Files.size(file));
        } catch (IllegalArgumentException exception) {
            throw InvalidModel.because(exception.getMessage(), exception);
        }
    }

    private ModelManifest fromGraph(ModelAddition addition, Labels labels) {
        Path file = addition.file();
        try (OnnxModel network = OnnxModel.load(file, runtime)) {
            return new ModelGraph(network, labels)
                    .describe(addition.name(), addition.version(), file.getFileName().toString());
        }
    }

    private void requireFree(Path model, Path sidecar, ModelManifest manifest) throws IOException {
        boolean same = !Files.exists(model) || manifest.sha256().contains(ModelFiles.sha256(model));
        boolean taken =
                Files.exists(sidecar)
                        && !ManifestReader.read(sidecar).sha256().equals(manifest.sha256());
        if (!same || taken) {
            throw InvalidModel.because(
                    "there is another "
                            + manifest.reference()
                            + " in "
                            + folder
                            + "; give this one another --version, or remove that one first");
        }
    }

    /**
     * Deletes a model's file and, when it is one of this folder's, its manifest.
     *
     * @param file where the model's file is, or null when it is nowhere
     * @return what was deleted
     * @throws InferenceException {@code INVALID_MODEL} for a model that a process has loaded from a
     *     cache
     */
    public static List<Path> remove(ResolvedModel model, Path file) throws IOException {
        Optional<Path> manifest = manifestOf(model);
        boolean ours = file != null && !isShared(model, manifest);
        if (ours && Files.exists(ModelFiles.marker(file))) {
            if (!FileLease.deleteUnlessUsed(file)) {
                throw InvalidModel.because(
                        "model '" + model.key() + "' is in use; stop what runs it first");
            }
        } else if (ours) {
            ModelFiles.delete(file);
        }
        if (manifest.isPresent()) {
            Files.deleteIfExists(manifest.get());
        }
        return Stream.concat(manifest.stream(), ours ? Stream.of(file) : Stream.empty()).toList();
    }

    private static Optional<Path> manifestOf(ResolvedModel model) throws IOException {
        if (model.place() == null || model.manifest().isEmpty()) {
            return Optional.empty();
        }
        Path folder = Files.isDirectory(model.place()) ? model.place() : model.place().getParent();
        return manifests(folder).stream()
                .filter(path -> reads(path, model.manifest().get()))
                .findFirst();
    }

    /** Another manifest of the folder may describe the same file. */
    private static boolean isShared(ResolvedModel model, Optional<Path> manifest)
            throws IOException {
        if (manifest.isEmpty()) {
            return false;
        }
        String name = model.manifest().orElseThrow().file();
        for (Path other : manifests(manifest.get().getParent())) {
            if (!other.equals(manifest.get())
                    && read(other).filter(m -> m.file().equals(name)).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static List<Path> manifests(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList();
        }
    }

    private static boolean reads(Path path, ModelManifest manifest) {
        return read(path).filter(m -> m.reference().equals(manifest.reference())).isPresent();
    }

    private static Optional<ModelManifest> read(Path path) {
        try {
            return Optional.of(ManifestReader.read(path));
        } catch (InferenceException exception) {
            // A wrong manifest is nobody's.
            return Optional.empty();
        }
    }
}
