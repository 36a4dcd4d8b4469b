package ke.co.datacraft.cv.standalone.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Optional;
import ke.co.datacraft.cv.inference.model.ModelFile;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.ModelRepository;
import ke.co.datacraft.cv.inference.model.ResolvedModel;

/**
 * A model as {@code cv models list} shows it; null for what only the graph knows.
 *
 * @param name name, of a bare file that of the file
 * @param version version
 * @param task task
 * @param decoder decoder family
 * @param licence SPDX identifier
 * @param state {@code here}, {@code not here}, {@code damaged} or {@code class path}
 * @param sizeBytes size of the file, 0 when unknown
 * @param where path or resource
 * @param sha256 digest of the file
 */
record ModelRow(
        String name,
        String version,
        String task,
        String decoder,
        String licence,
        String state,
        @JsonProperty("size_bytes") long sizeBytes,
        String where,
        String sha256) {

    private static final String DAMAGED = "damaged";

    static ModelRow of(ModelRepository repository, ResolvedModel model) {
        ModelFile file = repository.inspect(model);
        Optional<ModelManifest> manifest = model.manifest();
        return new ModelRow(
                manifest.map(ModelManifest::name).orElseGet(() -> fileName(model.place())),
                manifest.map(ModelManifest::version).orElse(null),
                manifest.map(ModelManifest::task).orElse(null),
                manifest.map(given -> given.decoder().id()).orElse(null),
                manifest.map(ModelManifest::licence).orElse(null),
                word(file.state()),
                file.sizeBytes(),
                file.place(),
                file.sha256());
    }

    private static String fileName(Path file) {
        return file.getFileName().toString().replaceFirst("\\.onnx$", "");
    }

    private static String word(ModelFile.State state) {
        return switch (state) {
            case HERE -> "here";
            case MISSING -> "not here";
            case DAMAGED -> DAMAGED;
            case CLASS_PATH -> "class path";
        };
    }

    @JsonIgnore
    boolean damaged() {
        return DAMAGED.equals(state);
    }
}
