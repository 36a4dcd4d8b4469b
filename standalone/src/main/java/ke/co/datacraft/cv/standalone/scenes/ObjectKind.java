package ke.co.datacraft.cv.standalone.scenes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What moves in a scene; the classes of the model {@code street-objects}, in its order. */
public enum ObjectKind {
    CAR,
    LORRY,
    BUS,
    BICYCLE,
    MOTORCYCLE,
    PEDESTRIAN;

    /** The name in labels and files. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All labels, by class id. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(ObjectKind::label).toList();
    }
}
