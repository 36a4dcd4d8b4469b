package ke.co.datacraft.cv.bridge.result;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads a COCO data set as pycocotools does, by its ids, and says what is wrong with it. */
final class CocoReader {

    private final JsonNode root;
    private final List<String> problems = new ArrayList<>();
    private final Map<Long, JsonNode> images = new TreeMap<>();
    private final Map<Long, String> categories = new TreeMap<>();
    private final Set<Long> annotations = new HashSet<>();

    private CocoReader(JsonNode root) {
        this.root = root;
    }

    static CocoReader read(byte[] json) throws IOException {
        CocoReader reader = new CocoReader(new ObjectMapper().readTree(json));
        reader.index();
        return reader;
    }

    private void index() {
        for (JsonNode image : root.get("images")) {
            require(image.get("width").asInt() > 0 && image.get("height").asInt() > 0, "sizes");
            require(images.put(image.get("id").longValue(), image) == null, "image ids");
        }
        for (JsonNode category : root.get("categories")) {
            require(category.get("id").longValue() > 0, "category ids");
            require(
                    categories.put(category.get("id").longValue(), category.get("name").textValue())
                            == null,
                    "category ids");
        }
        require(new HashSet<>(categories.values()).size() == categories.size(), "names");
        boolean unique = true;
        for (JsonNode annotation : root.get("annotations")) {
            unique &= annotations.add(annotation.get("id").longValue());
            check(annotation);
        }
        require(unique, "annotation ids are not unique");
    }

    private void check(JsonNode annotation) {
        JsonNode box = annotation.get("bbox");
        JsonNode polygon = annotation.at("/segmentation/0");
        require(images.containsKey(annotation.get("image_id").longValue()), "image_id");
        require(categories.containsKey(annotation.get("category_id").longValue()), "category_id");
        require(box.size() == 4 && box.get(2).doubleValue() >= 0, "bbox");
        require(annotation.get("iscrowd").intValue() == 0, "iscrowd");
        require(
                annotation.get("area").doubleValue()
                        == box.get(2).doubleValue() * box.get(3).doubleValue(),
                "area");
        require(polygon.size() >= 6 && polygon.size() % 2 == 0, "segmentation");
        require(
                !annotation.has("keypoints")
                        || annotation.get("keypoints").size()
                                == 3 * annotation.get("num_keypoints").intValue(),
                "keypoints");
    }

    private void require(boolean condition, String problem) {
        if (!condition) {
            problems.add(problem);
        }
    }

    List<String> problems() {
        return problems;
    }

    Set<Long> imageIds() {
        return images.keySet();
    }

    Set<Long> annotationIds() {
        return annotations;
    }

    Map<Long, String> categories() {
        return categories;
    }

    List<String> keypoints(String name) {
        List<String> keypoints = new ArrayList<>();
        for (JsonNode category : root.get("categories")) {
            if (category.get("name").textValue().equals(name)) {
                category.get("keypoints").forEach(keypoint -> keypoints.add(keypoint.textValue()));
            }
        }
        return keypoints;
    }

    /** Category, box, area and score of what is on a file. */
    List<String> annotationsOf(String filename) {
        List<String> found = new ArrayList<>();
        for (JsonNode annotation : root.get("annotations")) {
            JsonNode image = images.get(annotation.get("image_id").longValue());
            if (image.get("file_name").textValue().equals(filename)) {
                List<Double> box = new ArrayList<>();
                annotation.get("bbox").forEach(number -> box.add(number.doubleValue()));
                found.add(
                        "%s %s %s %s"
                                .formatted(
                                        categories.get(annotation.get("category_id").longValue()),
                                        box,
                                        annotation.get("area").asText(),
                                        annotation.has("score")
                                                ? annotation.get("score").asText()
                                                : "-"));
            }
        }
        return found;
    }
}
