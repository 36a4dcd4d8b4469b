package ke.co.datacraft.cv.jobs;

import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;

/**
 * Where models are.
 *
 * @param paths folders, or single ONNX files
 * @param cacheFolder folder of fetched models
 * @param cacheBytes most bytes of fetched models in it, 1 or more
 */
public record ModelLocations(List<String> paths, String cacheFolder, long cacheBytes) {

    /**
     * Reads the options of {@link VisionOptions} that say it; others are ignored.
     *
     * @throws SettingsException naming key, variable, value and cure of the first wrong value
     */
    public static ModelLocations read(Configuration configuration) {
        return read(new SettingsReader(configuration));
    }

    static ModelLocations read(SettingsReader reader) {
        return new ModelLocations(
                reader.list(VisionOptions.MODEL_PATH),
                reader.required(VisionOptions.MODEL_CACHE_PATH),
                cacheBytes(reader));
    }

    private static long cacheBytes(SettingsReader reader) {
        String value = reader.required(VisionOptions.MODEL_CACHE_SIZE);
        try {
            long bytes = MemorySize.parseBytes(value);
            if (bytes > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw wrongSize(value);
        }
        throw wrongSize(value);
    }

    private static SettingsException wrongSize(String value) {
        return SettingsReader.wrong(
                VisionOptions.MODEL_CACHE_SIZE, value, "give a size such as 500mb or 10gb");
    }

    /** All of them in the order in which models are looked for: the cache comes last. */
    public List<String> searched() {
        return Stream.concat(paths.stream(), Stream.of(cacheFolder)).distinct().toList();
    }
}
