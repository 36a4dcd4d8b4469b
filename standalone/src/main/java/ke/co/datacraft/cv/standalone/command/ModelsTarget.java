package ke.co.datacraft.cv.standalone.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.model.ModelCache;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ModelRepositorySettings;
import ke.co.datacraft.cv.inference.model.ResolvedModel;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;
import ke.co.datacraft.cv.jobs.Environment;
import ke.co.datacraft.cv.jobs.ModelLocations;
import ke.co.datacraft.cv.standalone.UsageException;
import picocli.CommandLine.Option;

/** Options that say which folders of models are meant. */
final class ModelsTarget {

    @Option(
            names = "--model-path",
            paramLabel = "DIR,...",
            description = "Folders of models; CV_MODEL_PATH when absent.")
    private String modelPath;

    @Option(
            names = "--cache-path",
            paramLabel = "DIR",
            description = "Folder of fetched models; CV_MODEL_CACHE_PATH when absent.")
    private String cachePath;

    @Option(
            names = "--cache-size",
            paramLabel = "SIZE",
            description = "Its largest size, such as 10gb; CV_MODEL_CACHE_SIZE when absent.")
    private String cacheSize;

    private ModelLocations locations() {
        Map<String, String> variables = new LinkedHashMap<>(System.getenv());
        put(variables, "CV_MODEL_PATH", modelPath);
        put(variables, "CV_MODEL_CACHE_PATH", cachePath);
        put(variables, "CV_MODEL_CACHE_SIZE", cacheSize);
        return ModelLocations.read(Environment.toConfiguration(variables));
    }

    private static void put(Map<String, String> variables, String name, String value) {
        if (value != null) {
            variables.put(name, value);
        }
    }

    /** The folders in the order in which models are looked for. */
    private static List<Path> folders(List<String> paths) {
        return paths.stream().map(Path::of).filter(path -> !isModelFile(path)).toList();
    }

    private static boolean isModelFile(Path path) {
        return path.toString().endsWith(".onnx") && !Files.isDirectory(path);
    }

    ModelRepository repository() {
        return new ModelRepository(
                new ModelRepositorySettings(
                        folders(locations().searched()), true, OnnxSettings.cpu()));
    }

    /** Where new models go: the first folder of the path, else the cache. */
    Path folder() {
        ModelLocations locations = locations();
        return folders(locations.paths()).stream()
                .findFirst()
                .orElse(Path.of(locations.cacheFolder()));
    }

    /** The limit on a folder, or null when it is not the cache. */
    ModelCache cacheOf(Path folder) {
        ModelLocations locations = locations();
        Path cache = Path.of(locations.cacheFolder());
        boolean same =
                cache.toAbsolutePath().normalize().equals(folder.toAbsolutePath().normalize());
        return same ? new ModelCache(cache, locations.cacheBytes()) : null;
    }

    /**
     * Finds a model by name.
     *
     * @throws UsageException listing the models there are
     */
    static ResolvedModel resolve(ModelRepository repository, String reference) {
        try {
            return repository.resolve(reference);
        } catch (InferenceException exception) {
            throw new UsageException(exception.getMessage());
        }
    }
}
