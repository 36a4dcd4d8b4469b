package ke.co.datacraft.cv.standalone.scenes;

import java.util.Locale;

/** Light and weather of a scene; the classes of the model {@code street-scenes}. */
public enum SceneCondition {
    DAY,
    DUSK,
    NIGHT,
    RAIN;

    /** The name in labels and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
