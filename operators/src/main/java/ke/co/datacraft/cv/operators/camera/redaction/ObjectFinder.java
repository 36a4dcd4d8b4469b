package ke.co.datacraft.cv.operators.camera.redaction;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.image.DecodedImage;

/** Finds objects of given classes, and where the number plates of vehicles may be. */
final class ObjectFinder implements Finder {

    private static final String CLASSES = "classes";

    private final Analyzer detector;
    private final Map<String, String> parameters;
    private final Set<String> hidden;
    private final Set<String> vehicles;
    private final float vehicleShare;

    /**
     * @param detector of the task {@code object_detection}
     * @param parameters what is asked of it
     * @param hidden classes that are hidden
     * @param vehicles classes that have number plates; empty not to look for these
     * @param vehicleShare part of a vehicle's height, from below, in which its plates are
     * @throws InferenceException {@code INVALID_PARAMETER} when the detector lacks a class that is
     *     to be hidden, or all vehicles
     */
    ObjectFinder(
            Analyzer detector,
            Map<String, String> parameters,
            List<String> hidden,
            List<String> vehicles,
            double vehicleShare) {
        this.detector = detector;
        this.parameters = parameters;
        this.vehicleShare = (float) vehicleShare;
        this.hidden = Set.copyOf(hidden);
        hidden.forEach(label -> detector.validate(Map.of(CLASSES, label)));
        this.vehicles = known(vehicles);
    }

    /** Lists of vehicles name those of many models. */
    private Set<String> known(List<String> labels) {
        Set<String> known = new HashSet<>();
        InferenceException last = null;
        for (String label : labels) {
            try {
                detector.validate(Map.of(CLASSES, label));
                known.add(label);
            } catch (InferenceException e) {
                last = e;
            }
        }
        if (known.isEmpty() && last != null) {
            throw new InferenceException(
                    InferenceException.Reason.INVALID_PARAMETER,
                    "none of CV_REDACTION_VEHICLE_LABELS "
                            + labels
                            + " is found, as "
                            + last.getMessage(),
                    last);
        }
        return known;
    }

    @Override
    public void find(DecodedImage image, Finds into) {
        Analysis.Objects objects = (Analysis.Objects) detector.analyze(image, parameters).join();
        for (Detection detection : objects.detections()) {
            BoundingBox box = detection.box();
            if (hidden.contains(detection.label())) {
                into.add(RedactionKind.OBJECT, box);
            } else if (vehicles.contains(detection.label())) {
                float height = box.height() * vehicleShare;
                into.add(
                        RedactionKind.NUMBER_PLATE,
                        new BoundingBox(
                                box.x(), box.y() + box.height() - height, box.width(), height));
            }
        }
    }
}
