package ke.co.datacraft.cv.standalone.scenes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;

/**
 * Compares detections with the truth, class by class, at IoU 0.5. As with COCO's crowds, a
 * detection that lies at least half within an ignored object of its class is neither right nor
 * wrong.
 */
public final class DetectionScore {

    private static final double LEAST_OVERLAP = 0.5;

    private final Map<ObjectKind, AveragePrecision> classes = new EnumMap<>(ObjectKind.class);

    /** Nothing counted yet. */
    public DetectionScore() {
        for (ObjectKind kind : ObjectKind.values()) {
            classes.put(kind, new AveragePrecision());
        }
    }

    /**
     * Counts a frame.
     *
     * @param detections those whose label is no class of ours are left out
     */
    public void add(List<SceneObject> truth, List<Detection> detections) {
        for (ObjectKind kind : ObjectKind.values()) {
            List<SceneObject> own = truth.stream().filter(object -> object.kind() == kind).toList();
            List<Detection> found =
                    detections.stream()
                            .filter(detection -> detection.label().equals(kind.label()))
                            .sorted(Comparator.comparing(Detection::confidence).reversed())
                            .toList();
            add(classes.get(kind), own, found);
        }
    }

    private static void add(
            AveragePrecision score, List<SceneObject> truth, List<Detection> detections) {
        List<SceneObject> open =
                new ArrayList<>(truth.stream().filter(object -> !object.ignored()).toList());
        score.addTruths(open.size());
        for (Detection detection : detections) {
            SceneObject match = best(open, detection.box());
            if (match != null) {
                open.remove(match);
                score.addDetection(detection.confidence(), true);
            } else if (!isIgnored(truth, detection.box())) {
                score.addDetection(detection.confidence(), false);
            }
        }
    }

    private static SceneObject best(List<SceneObject> open, BoundingBox box) {
        return open.stream()
                .filter(object -> object.box().intersectionOverUnion(box) >= LEAST_OVERLAP)
                .max(Comparator.comparing(object -> object.box().intersectionOverUnion(box)))
                .orElse(null);
    }

    private static boolean isIgnored(List<SceneObject> truth, BoundingBox box) {
        return truth.stream()
                .anyMatch(
                        object ->
                                object.ignored()
                                        && intersection(object.box(), box)
                                                >= LEAST_OVERLAP * box.area());
    }

    private static double intersection(BoundingBox one, BoundingBox other) {
        float iou = one.intersectionOverUnion(other);
        return iou * (one.area() + other.area()) / (1 + iou);
    }

    /** Counts of a class. */
    public AveragePrecision of(ObjectKind kind) {
        return classes.get(kind);
    }

    /** Mean over the classes that had something to find, 0..1; not a number without any. */
    public double meanAveragePrecision() {
        return classes.values().stream()
                .mapToDouble(AveragePrecision::value)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    /** Share of all objects that detections of at least this confidence found, 0..1. */
    public double recall(float confidence) {
        double hits = 0;
        int truths = 0;
        for (AveragePrecision score : classes.values()) {
            if (score.truths() > 0) {
                hits += score.recall(confidence) * score.truths();
                truths += score.truths();
            }
        }
        return truths == 0 ? Double.NaN : hits / truths;
    }
}
