package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.ArrayList;
import java.util.List;

/**
 * The class names of a model.
 *
 * @param names by class id; empty when they are in the model's metadata
 */
@JsonDeserialize(using = LabelsDeserializer.class)
public record Labels(List<String> names) {

    /** Names that the exporter wrote into the model's metadata. */
    public static final Labels FROM_METADATA = new Labels(List.of());

    /** Keeps a copy. */
    public Labels {
        names = List.copyOf(names);
    }

    /** Whether the names are in the model's metadata. */
    public boolean fromMetadata() {
        return names.isEmpty();
    }

    /**
     * Reads a manifest's {@code labels}: a list, {@code coco}, {@code imagenet}, or {@code
     * from_metadata: true}; {@code file: NAME} is the deserializer's.
     *
     * @throws IllegalArgumentException naming the value and the cure
     */
    static Labels of(JsonNode node) {
        if (node.isTextual() && "coco".equals(node.textValue())) {
            return new Labels(CocoLabels.NAMES);
        }
        if (node.isTextual() && "imagenet".equals(node.textValue())) {
            return new Labels(ImageNetLabels.NAMES);
        }
        if (node.isObject() && node.size() == 1 && node.path("from_metadata").asBoolean(false)) {
            return FROM_METADATA;
        }
        if (node.isArray() && !node.isEmpty()) {
            return listed(node);
        }
        throw new IllegalArgumentException(
                "labels is "
                        + node
                        + "; give a list of names, coco, imagenet, file: NAME, or from_metadata: true");
    }

    private static Labels listed(JsonNode array) {
        List<String> names = new ArrayList<>();
        for (JsonNode element : array) {
            if (!element.isValueNode() || element.asText().isBlank()) {
                throw new IllegalArgumentException(
                        "labels[" + names.size() + "] is " + element + "; give a name");
            }
            names.add(element.asText());
        }
        return new Labels(names);
    }
}
