package ke.co.datacraft.cv.inference.model;

import java.nio.file.Path;

/**
 * A model that somebody brings. What is null is found out: by the graph, or from the file's name.
 *
 * @param file its ONNX file
 * @param name name, or null for the file's
 * @param version version, or null for 1.0.0
 * @param decoder how its output is read, or null
 * @param labels a file with one class name a line, or null
 * @param licence SPDX identifier, or null for unknown
 */
public record ModelAddition(
        Path file,
        String name,
        String version,
        DecoderFamily decoder,
        Path labels,
        String licence) {

    private static final String FIRST_VERSION = "1.0.0";

    /** With name and version filled in. */
    ModelAddition named() {
        return new ModelAddition(
                file,
                name == null ? ModelManifest.nameFrom(ManifestCatalog.stem(file)) : name,
                version == null ? FIRST_VERSION : version,
                decoder,
                labels,
                licence);
    }

    /** What the files of this version are called, without an ending; name and version are given. */
    String stem() {
        return (name + "-" + version).replace(':', '_');
    }
}
