package ke.co.datacraft.cv.bridge.result;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Categories of an export. A class has the id of its place in its model, from 1; where classes of
 * several models want one id, and for what comes from no list of classes, an id from 10 001 on that
 * derives from the name.
 */
final class CocoCategories {

    /** Names of a face's keypoints, as seen on the person. */
    static final List<String> FACE_KEYPOINTS =
            List.of("right_eye", "left_eye", "nose", "right_mouth_corner", "left_mouth_corner");

    private static final int FIRST_DERIVED = 10_001;
    private static final int DERIVED = 1 << 20;

    private final Map<String, Integer> ids = new HashMap<>();
    private final TreeMap<Integer, Category> categories = new TreeMap<>();

    private record Category(String name, String supercategory) {}

    /**
     * Id of a class that a model has.
     *
     * @param classId its index in the model, from 0
     */
    int ofClass(String label, int classId) {
        return ids.computeIfAbsent(label, name -> add(name, "object", classId + 1));
    }

    /** Id of what has no index in a model, such as a face. */
    int ofKind(String name, String supercategory) {
        return ids.computeIfAbsent(name, any -> add(name, supercategory, derived(name)));
    }

    private int add(String name, String supercategory, int wanted) {
        int id = categories.containsKey(wanted) || wanted < 1 ? derived(name) : wanted;
        while (categories.containsKey(id)) {
            id++;
        }
        categories.put(id, new Category(name, supercategory));
        return id;
    }

    private static int derived(String name) {
        return FIRST_DERIVED + Math.floorMod(name.hashCode(), DERIVED);
    }

    /** Writes the field {@code categories}. */
    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("categories");
        for (Map.Entry<Integer, Category> entry : categories.entrySet()) {
            Category category = entry.getValue();
            json.writeStartObject();
            json.writeNumberField("id", entry.getKey());
            json.writeStringField("name", category.name());
            json.writeStringField("supercategory", category.supercategory());
            if (category.supercategory().equals(ResultView.FACE)) {
                json.writeArrayFieldStart("keypoints");
                for (String keypoint : FACE_KEYPOINTS) {
                    json.writeString(keypoint);
                }
                json.writeEndArray();
                json.writeArrayFieldStart("skeleton");
                json.writeEndArray();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
