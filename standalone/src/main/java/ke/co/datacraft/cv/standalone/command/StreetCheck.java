package ke.co.datacraft.cv.standalone.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.ObjectRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.scenes.DetectionScore;
import ke.co.datacraft.cv.standalone.scenes.SceneFrame;

/** Compares rows with what the streets are known to hold. */
final class StreetCheck {

    /** Of all objects of all streets together; one hard street alone may have less. */
    private static final double EXPECTED_RECALL = 0.8;

    /** Of all streets whose light and weather were told; dusk is not far from a dull day. */
    private static final double EXPECTED_LIGHT = 0.75;

    private StreetCheck() {}

    /**
     * What is missing, in words; nothing when every street has its rows and enough of its objects
     * were found where they are.
     */
    static List<String> missing(List<DemoImage.Street> streets, DemoRows rows) {
        Map<String, PageRow> pages = new HashMap<>();
        rows.pages().forEach(page -> pages.put(page.filename(), page));
        DetectionScore score = new DetectionScore();
        int rightLight = 0;
        List<String> missing = new ArrayList<>();
        for (DemoImage.Street street : streets) {
            PageRow page = pages.get(street.name());
            List<ObjectRow> objects = page == null ? null : rows.objectsOf(page);
            if (page == null) {
                missing.add(street.name() + ": no row");
            } else if (objects == null) {
                missing.add(street.name() + ": no row of objects");
            } else {
                faults(page, objects).forEach(fault -> missing.add(street.name() + ": " + fault));
                score.add(street.frame().objects(), detections(objects));
                rightLight += isLightRight(street, page) ? 1 : 0;
            }
        }
        double recall = score.recall(0);
        if (recall < EXPECTED_RECALL) {
            missing.add(
                    String.format(
                            Locale.ROOT,
                            "%.0f %% of the streets' objects were found, %.0f %% expected",
                            recall * 100,
                            EXPECTED_RECALL * 100));
        }
        if (rightLight < EXPECTED_LIGHT * streets.size()) {
            missing.add(
                    String.format(
                            Locale.ROOT,
                            "light and weather of %d of %d streets were told, %.0f %% expected",
                            rightLight,
                            streets.size(),
                            EXPECTED_LIGHT * 100));
        }
        return missing;
    }

    private static boolean isLightRight(DemoImage.Street street, PageRow page) {
        return street.frame().condition().label().equals(page.imageClass());
    }

    private static List<String> faults(PageRow page, List<ObjectRow> objects) {
        List<String> faults = new ArrayList<>();
        if (page.quality() == null) {
            faults.add("no quality");
        }
        if (page.imageClass() == null) {
            faults.add("no class of light and weather");
        }
        if (objects.stream().anyMatch(object -> !inside(object, page))) {
            faults.add("an object's box lies outside the image");
        }
        return faults;
    }

    private static boolean inside(ObjectRow box, PageRow page) {
        return box.x() >= -1
                && box.y() >= -1
                && box.x() + box.width() <= page.width() + 1
                && box.y() + box.height() <= page.height() + 1;
    }

    private static List<Detection> detections(List<ObjectRow> objects) {
        return objects.stream()
                .map(
                        object ->
                                new Detection(
                                        0,
                                        object.label(),
                                        (float) object.confidence(),
                                        new BoundingBox(
                                                (float) object.x(),
                                                (float) object.y(),
                                                (float) object.width(),
                                                (float) object.height())))
                .toList();
    }

    /** How many of the objects that are asked for were found, as {@code 14 of 16}. */
    static String found(SceneFrame frame, List<ObjectRow> objects) {
        DetectionScore score = new DetectionScore();
        score.add(frame.objects(), detections(objects));
        int wanted = frame.wanted().size();
        return wanted == 0 ? "-" : Math.round(score.recall(0) * wanted) + " of " + wanted;
    }
}
