package ke.co.datacraft.cv.contracts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One place on an image where something was found.
 *
 * @param kind {@code object}, {@code face} or {@code barcode}
 * @param label class of an object, symbology of a barcode, null for a face
 * @param confidence 0..1, or null for a barcode
 * @param bbox {@code [x, y, width, height]} in pixels of the image after EXIF rotation
 * @param trackId track of a camera's object, or null
 */
public record ResultBox(
        String kind, String label, Double confidence, List<Double> bbox, Long trackId) {

    /** Barcodes first, since they are read or not, then by confidence. */
    private static final Comparator<ResultBox> MOST_CERTAIN =
            Comparator.comparingDouble(box -> box.confidence() == null ? -1 : 1 - box.confidence());

    /**
     * The places of all findings of an image that have one.
     *
     * @param limit most boxes; the least certain are left out
     */
    static List<ResultBox> of(List<TaskResult> tasks, int limit) {
        List<ResultBox> boxes = new ArrayList<>();
        for (TaskResult task : tasks) {
            add(boxes, task);
        }
        return boxes.size() <= limit
                ? boxes
                : boxes.stream().sorted(MOST_CERTAIN).limit(limit).toList();
    }

    private static void add(List<ResultBox> boxes, TaskResult task) {
        if (task.objects() != null) {
            for (DetectedObject found : task.objects()) {
                boxes.add(
                        new ResultBox(
                                "object",
                                found.label(),
                                found.confidence(),
                                found.bbox(),
                                found.trackId()));
            }
        }
        if (task.faces() != null) {
            for (DetectedFace found : task.faces()) {
                boxes.add(new ResultBox("face", null, found.confidence(), found.bbox(), null));
            }
        }
        if (task.barcodes() != null) {
            for (Barcode found : task.barcodes()) {
                boxes.add(
                        new ResultBox(
                                "barcode", found.symbology(), null, around(found.corners()), null));
            }
        }
    }

    private static List<Double> around(List<List<Double>> corners) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (List<Double> corner : corners) {
            left = Math.min(left, corner.get(0));
            right = Math.max(right, corner.get(0));
            top = Math.min(top, corner.get(1));
            bottom = Math.max(bottom, corner.get(1));
        }
        return corners.isEmpty()
                ? List.of(0.0, 0.0, 0.0, 0.0)
                : List.of(left, top, right - left, bottom - top);
    }
}
