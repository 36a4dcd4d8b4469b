package ke.co.datacraft.cv.operators.analytics;

import java.util.List;
import java.util.Set;
import ke.co.datacraft.cv.inference.BoundingBox;

/** Who can leave something behind, and stand by it. */
final class Persons {

    /** What detectors call them: COCO and Open Images, and data sets of traffic. */
    private static final Set<String> LABELS = Set.of("person", "pedestrian", "rider");

    /** Distance in sizes of an object, or of the person, within which a person is near it. */
    private static final double NEAR = 2.5;

    private Persons() {}

    static boolean isPerson(String label) {
        return LABELS.contains(label);
    }

    /** Whether one of the persons is near an object. */
    static boolean isNear(List<BoundingBox> persons, Observation seen) {
        for (BoundingBox person : persons) {
            double x = person.x() + person.width() / 2.0;
            double y = person.y() + person.height() / 2.0;
            if (Math.hypot(x - seen.centerX(), y - seen.centerY())
                    <= NEAR * Math.max(seen.size(), Math.sqrt(person.area()))) {
                return true;
            }
        }
        return false;
    }
}
