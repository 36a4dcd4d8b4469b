package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every manifest by name and version; folders come before what the program brings along. */
final class ManifestCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ManifestCatalog.class);
    private static final String INDEX = "models/index.txt";

    private final Map<String, TreeMap<ModelVersion, ResolvedModel>> models = new TreeMap<>();
    private final Map<String, Path> bareFiles = new TreeMap<>();

    ManifestCatalog(List<Path> folders) {
        for (Path folder : folders) {
            if (Files.isDirectory(folder)) {
                addFolder(folder);
            } else {
                LOG.info("Folder of models {} does not exist; skipped", folder);
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

    /** Versions of a model with a manifest, newest last; empty for an unknown name. */
    Set<String> versions(String name) {
        Set<String> versions = new LinkedHashSet<>();
        models.getOrDefault(name, new TreeMap<>())
                .keySet()
                .forEach(version -> versions.add(version.text()));
        return versions;
    }

    /** The newest version. */
    Optional<ResolvedModel> newest(String name) {
        TreeMap<ModelVersion, ResolvedModel> versions = models.get(name);
        return versions == null ? Optional.empty() : Optional.of(versions.lastEntry().getValue());
    }

    /** One version. */
    Optional<ResolvedModel> find(String name, String version) {
        return Optional.ofNullable(models.get(name))
                .map(versions -> versions.get(new ModelVersion(version)));
    }

    /** An ONNX file of this name, without its ending, in one of the folders. */
    Optional<Path> bareFile(String name) {
        return Optional.ofNullable(bareFiles.get(name));
    }

    private void addFolder(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String fileName = file.getFileName().toString();
                if (fileName.endsWith(".yaml")) {
                    add(ManifestReader.read(file), folder);
                } else if (fileName.endsWith(".onnx")) {
                    String name = fileName.substring(0, fileName.length() - ".onnx".length());
                    bareFiles.putIfAbsent(name, file);
                }
            }
        } catch (IOException exception) {
            throw InvalidModel.because("folder of models " + folder + " cannot be read", exception);
        }
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
