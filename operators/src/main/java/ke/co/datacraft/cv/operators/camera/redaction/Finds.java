package ke.co.datacraft.cv.operators.camera.redaction;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.BoundingBox;

/** What was found in one frame, in pixels of it. */
final class Finds {

    /** More than anybody can tell apart; a detector that finds so many may have left some out. */
    static final int MOST = 1000;

    private final Map<RedactionKind, List<BoundingBox>> boxes = new EnumMap<>(RedactionKind.class);
    private int count;

    void add(RedactionKind kind, BoundingBox box) {
        boxes.computeIfAbsent(kind, any -> new ArrayList<>()).add(box);
        count++;
    }

    Map<RedactionKind, List<BoundingBox>> boxes() {
        return boxes;
    }

    /** Whether there may be more than was told. */
    boolean isFull() {
        return count >= MOST;
    }
}
