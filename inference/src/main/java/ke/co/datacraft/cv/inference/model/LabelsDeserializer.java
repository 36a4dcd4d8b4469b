package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code labels}; knows the manifest's folder, where a file of names may be. */
final class LabelsDeserializer extends StdDeserializer<Labels> {

    /** Attribute that holds the folder of the manifest, absent for a manifest that is no file. */
    static final String FOLDER = "folder";

    private static final long serialVersionUID = 1L;
    private static final long MAX_BYTES = 1 << 20;

    LabelsDeserializer() {
        super(Labels.class);
    }

    @Override
    public Labels deserialize(JsonParser parser, DeserializationContext context)
            throws IOException {
        JsonNode node = parser.readValueAsTree();
        JsonNode file = node.path("file");
        return node.size() == 1 && file.isTextual()
                ? new Labels(lines((Path) context.getAttribute(FOLDER), file.textValue()))
                : Labels.of(node);
    }

    private static List<String> lines(Path folder, String name) {
        if (folder == null) {
            throw new IllegalArgumentException(
                    "labels.file is '" + name + "' and there is no folder to look in; give a list");
        }
        return read(folder.resolve(name));
    }

    /**
     * The names in a file, one a line.
     *
     * @throws IllegalArgumentException naming the file and the cure
     */
    static List<String> read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new IllegalArgumentException(
                        "labels file " + file + " is larger than 1 MiB; give one name a line");
            }
            List<String> names = Files.readString(file).strip().lines().map(String::strip).toList();
            if (names.contains("") || names.isEmpty()) {
                throw new IllegalArgumentException(
                        "labels file " + file + " has an empty line; give one name a line");
            }
            return names;
        } catch (IOException exception) {
            throw new IllegalArgumentException(
                    "labels file " + file + " cannot be read; give one beside the manifest",
                    exception);
        }
    }
}
