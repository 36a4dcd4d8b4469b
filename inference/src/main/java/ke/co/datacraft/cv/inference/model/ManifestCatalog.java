package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.InferenceException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every manifest by name and version, as the folders were at one moment; folders come before what
 * the program brings along. Does not change once made.
 */
final class ManifestCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestCatalog.class);
    private static final String INDEX = "models/index.txt";
    private static final String MANIFEST = ".yaml";
    private static final String MODEL = ".onnx";

    private final Map<String, TreeMap<ModelVersion, ResolvedModel>> models = new TreeMap<>();
    private final Map<String, ResolvedModel> bareFiles = new TreeMap<>();
    private final List<BrokenManifest> broken = new ArrayList<>();

    ManifestCatalog(List<Path> folders) {
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                addFolder(folder);
            } else {
                LOG.debug("Folder of models {} does not exist; skipped", folder);
            }
        }
        addBuiltIn();
    }

    /** Names of all models. */
    Set<String> names() {
        Set<String> names = new TreeSet<>(models.keySet());
        names.addAll(bareFiles.keySet());
        return names;
    }

    /** Every version of every model, by name, newest last; then files without a manifest. */
    List<ResolvedModel> all() {
        List<ResolvedModel> all = new ArrayList<>();
        models.values().forEach(versions -> all.addAll(versions.values()));
        bareFiles.values().stream().filter(file -> file.manifest().isEmpty()).forEach(all::add);
        return all;
    }

    /** Manifests that cannot be read. */
    List<BrokenManifest> broken() {
        return List.copyOf(broken);
    }

    /** Versions of a model with a manifest, newest last; empty for an unknown name. */
    Set<String> versions(String name) {
        Set<String> versions = new LinkedHashSet<>();
        models.getOrDefault(name, new TreeMap<>())
                .keySet()
                .forEach(version -> versions.add(version.text()));
        return versions;
    }

    /** The newest version, or an ONNX file of this name, without its ending, in a folder. */
    Optional<ResolvedModel> newest(String name) {
        TreeMap<ModelVersion, ResolvedModel> versions = models.get(name);
        return Optional.ofNullable(
                versions == null ? bareFiles.get(name) : versions.lastEntry().getValue());
    }

    /** One version. */
    Optional<ResolvedModel> find(String name, String version) {
        return Optional.ofNullable(models.get(name))
                .map(versions -> versions.get(new ModelVersion(version)));
    }

    private void addFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String fileName = file.getFileName().toString();
                if (fileName.endsWith(MANIFEST)) {
                    addManifest(file, folder);
                } else if (fileName.endsWith(MODEL)) {
                    addBareFile(file);
                }
            }
        } catch (IOException exception) {
            report(
                    folder.getFileName().toString(),
                    folder,
                    InvalidModel.because(
                            "folder of models " + folder + " cannot be read", exception));
        }
    }

    private void addManifest(Path file, Path folder) {
        try {
            add(ManifestReader.read(file), folder);
        } catch (InferenceException exception) {
            report(ManifestReader.nameIn(file).orElse(stem(file)), file, exception);
        }
    }

    private void addBareFile(Path file) {
        Path sidecar = file.resolveSibling(stem(file) + MANIFEST);
        try {
            bareFiles.putIfAbsent(stem(file), ofFile(file, sidecar));
        } catch (InferenceException exception) {
            LOG.debug("{} is listed with its manifest {}", file, sidecar, exception);
        }
    }

    /**
     * An ONNX file with the manifest beside it, where there is one.
     *
     * @throws InferenceException {@code INVALID_MODEL} for a wrong manifest
     */
    static ResolvedModel ofFile(Path file) {
        return ofFile(file, file.resolveSibling(stem(file) + MANIFEST));
    }

    private static ResolvedModel ofFile(Path file, Path sidecar) {
        Path path = file.toAbsolutePath().normalize();
        Optional<ModelManifest> manifest =
                Files.isRegularFile(sidecar)
                        ? Optional.of(ManifestReader.read(sidecar))
                        : Optional.empty();
        return new ResolvedModel(path.toString(), manifest, path);
    }

    private void report(String name, Path file, InferenceException problem) {
        LOG.warn("{}", problem.getMessage());
        broken.add(new BrokenManifest(name, file, problem));
    }

    private void addBuiltIn() {
        for (String line : resource(INDEX).lines().toList()) {
            if (!line.isBlank()) {
                String name = "models/" + line.trim();
                add(ManifestReader.read(resource(name), Weights.CLASSPATH + name), null);
            }
        }
    }

    private void add(ModelManifest manifest, Path folder) {
        models.computeIfAbsent(manifest.name(), name -> new TreeMap<>())
                .putIfAbsent(
                        new ModelVersion(manifest.version()),
                        new ResolvedModel(manifest.reference(), Optional.of(manifest), folder));
    }

    /** The file's name without {@code .onnx} or {@code .yaml}. */
    static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.(onnx|yaml)$", "");
    }

    private static String resource(String name) {
        try (InputStream stream =
                ManifestCatalog.class.getClassLoader().getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("resource " + name + " is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException exception) {
            throw new IllegalStateException("resource " + name + " cannot be read", exception);
        }
    }
}
