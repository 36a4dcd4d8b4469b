package ke.co.datacraft.cv.inference.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A model that the repository found and has not loaded.
 *
 * @param key the same for every way to name this model: {@code name@version} or a path
 * @param manifest what it says about itself, or empty for a bare ONNX file
 * @param place folder of the manifest, or the bare ONNX file; null for a manifest that comes with
 *     the program
 */
public record ResolvedModel(String key, Optional<ModelManifest> manifest, Path place) {}
