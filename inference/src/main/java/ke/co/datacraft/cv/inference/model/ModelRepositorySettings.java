package ke.co.datacraft.cv.inference.model;

import java.nio.file.Path;
import java.util.List;
import ke.co.datacraft.cv.inference.onnx.OnnxSettings;

/**
 * Where models are and how they run.
 *
 * @param folders searched for manifests and ONNX files, the first one first; missing ones are
 *     skipped
 * @param filesAllowed whether a request may name a path to an ONNX file instead of a model; for
 *     command lines, not for requests of strangers
 * @param runtime how models run
 */
public record ModelRepositorySettings(
        List<Path> folders, boolean filesAllowed, OnnxSettings runtime) {

    /** Keeps a copy. */
    public ModelRepositorySettings {
        folders = List.copyOf(folders);
    }

    /** These folders, no paths in requests, the CPU. */
    public static ModelRepositorySettings of(Path... folders) {
        return new ModelRepositorySettings(List.of(folders), false, OnnxSettings.cpu());
    }
}
