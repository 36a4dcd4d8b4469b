package ke.co.datacraft.cv.standalone.scenes;

import java.awt.image.BufferedImage;
import java.util.List;

/**
 * What the camera saw at one moment.
 *
 * @param image of the type 3BYTE_BGR; the caller's
 * @param condition light and weather
 * @param objects everything of which at least one pixel is visible, nearest last
 */
public record SceneFrame(BufferedImage image, SceneCondition condition, List<SceneObject> objects) {

    /** Keeps an unchangeable copy. */
    public SceneFrame {
        objects = List.copyOf(objects);
    }

    /** Objects that a detector is asked to find. */
    public List<SceneObject> wanted() {
        return objects.stream().filter(object -> !object.ignored()).toList();
    }
}
