package ke.co.datacraft.cv.standalone.scenes;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.standalone.samples.ImageFiles;

/**
 * Frames as files with truth in the format of the COCO data set (cocodataset.org, "Data format",
 * object detection). Beyond it: {@code scene} of an image; {@code track_id}, {@code visible_share}
 * and {@code plate} of an annotation.
 */
public final class CocoDataset {

    private final Path folder;
    private final List<Map<String, Object>> images = new ArrayList<>();
    private final List<Map<String, Object>> annotations = new ArrayList<>();

    /**
     * @param folder made where it is missing
     */
    public CocoDataset(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
    }

    /** Writes a frame as JPEG. */
    public void add(SceneFrame frame) throws IOException {
        int id = images.size() + 1;
        String name = String.format(Locale.ROOT, "scene-%06d.jpg", id);
        Files.write(folder.resolve(name), ImageFiles.encode(List.of(frame.image()), "jpg"));
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("id", id);
        image.put("file_name", name);
        image.put("width", frame.image().getWidth());
        image.put("height", frame.image().getHeight());
        image.put("scene", frame.condition().label());
        images.add(image);
        frame.objects().forEach(object -> annotations.add(annotation(id, object)));
    }

    private Map<String, Object> annotation(int image, SceneObject object) {
        Map<String, Object> annotation = new LinkedHashMap<>();
        annotation.put("id", annotations.size() + 1);
        annotation.put("image_id", image);
        annotation.put("category_id", object.kind().ordinal() + 1);
        annotation.put("bbox", corners(object.box()));
        annotation.put("area", object.box().area());
        annotation.put("iscrowd", object.ignored() ? 1 : 0);
        annotation.put("track_id", object.trackId());
        annotation.put("visible_share", Math.round(object.visibleShare() * 1000) / 1000.0);
        if (object.plate() != null) {
            Map<String, Object> plate = new LinkedHashMap<>();
            plate.put("text", object.plate().text());
            plate.put("bbox", corners(object.plate().box()));
            annotation.put("plate", plate);
        }
        return annotation;
    }

    private static List<Float> corners(BoundingBox box) {
        return List.of(box.x(), box.y(), box.width(), box.height());
    }

    /**
     * Writes {@code annotations.json}.
     *
     * @return the file
     */
    public Path finish() throws IOException {
        List<Map<String, Object>> categories = new ArrayList<>();
        for (ObjectKind kind : ObjectKind.values()) {
            Map<String, Object> category = new LinkedHashMap<>();
            category.put("id", kind.ordinal() + 1);
            category.put("name", kind.label());
            categories.add(category);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("images", images);
        all.put("annotations", annotations);
        all.put("categories", categories);
        Path file = folder.resolve("annotations.json");
        Files.write(file, new ObjectMapper().writeValueAsBytes(all));
        return file;
    }
}
