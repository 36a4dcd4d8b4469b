package ke.co.datacraft.cv.inference.detect;

import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import ke.co.datacraft.cv.inference.InferenceException;
import ke.co.datacraft.cv.inference.decode.CandidateFilter;
import ke.co.datacraft.cv.inference.model.ModelManifest;
import ke.co.datacraft.cv.inference.model.Thresholds;

/**
 * What a request asks of a detector.
 *
 * @param filter least confidence and classes
 * @param iou overlap above which the lesser of two boxes goes, 0..1; without effect on models that
 *     need no suppression
 * @param maxDetections most boxes to return, 1 or more
 * @param classAgnostic whether boxes of different classes suppress each other too
 */
record DetectionParameters(
        CandidateFilter filter, float iou, int maxDetections, boolean classAgnostic) {

    static final String CONFIDENCE = "confidence";
    static final String IOU = "iou";
    static final String MAX_DETECTIONS = "max_detections";
    static final String CLASSES = "classes";
    static final String CLASS_AGNOSTIC = "class_agnostic";

    /**
     * Reads the parameters; the manifest's thresholds stand for the absent ones.
     *
     * @throws InferenceException {@code INVALID_PARAMETER}, naming value and cure
     */
    static DetectionParameters of(Map<String, String> parameters, ModelManifest manifest) {
        Thresholds defaults = manifest.thresholds();
        return new DetectionParameters(
                new CandidateFilter(
                        share(CONFIDENCE, parameters.get(CONFIDENCE), defaults.confidence()),
                        classes(parameters.get(CLASSES), manifest)),
                share(IOU, parameters.get(IOU), defaults.iou()),
                count(parameters.get(MAX_DETECTIONS), defaults.maxDetections()),
                flag(parameters.get(CLASS_AGNOSTIC)));
    }

    private static boolean flag(String text) {
        String value = text == null ? "false" : text.trim().toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw invalid(CLASS_AGNOSTIC, text, "give true or false");
        };
    }

    private static float share(String name, String text, double otherwise) {
        if (text == null) {
            return (float) otherwise;
        }
        try {
            float value = Float.parseFloat(text.trim());
            if (value >= 0 && value <= 1) {
                return value;
            }
        } catch (NumberFormatException exception) {
            throw invalid(name, text, "give a number of 0..1");
        }
        throw invalid(name, text, "give a number of 0..1");
    }

    private static int count(String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            int value = Integer.parseInt(text.trim());
            if (value >= 1 && value <= Thresholds.MAX_DETECTIONS) {
                return value;
            }
        } catch (NumberFormatException exception) {
            throw invalid(
                    MAX_DETECTIONS,
                    text,
                    "give a whole number of 1 to " + Thresholds.MAX_DETECTIONS);
        }
        throw invalid(
                MAX_DETECTIONS, text, "give a whole number of 1 to " + Thresholds.MAX_DETECTIONS);
    }

    private static BitSet classes(String text, ModelManifest manifest) {
        if (text == null || text.isBlank()) {
            return null;
        }
        List<String> labels = manifest.labels().names();
        BitSet classes = new BitSet(labels.size());
        for (String part : text.split(",")) {
            String label = part.trim();
            if (!labels.contains(label)) {
                throw invalid(
                        CLASSES,
                        text,
                        "model "
                                + manifest.reference()
                                + " has no class '"
                                + label
                                + "'; give some of: "
                                + String.join(", ", labels));
            }
            for (int id = 0; id < labels.size(); id++) {
                classes.set(id, classes.get(id) || labels.get(id).equals(label));
            }
        }
        return classes;
    }

    private static InferenceException invalid(String name, String value, String cure) {
        return new InferenceException(
                InferenceException.Reason.INVALID_PARAMETER,
                "parameter " + name + " is '" + value + "'; " + cure);
    }
}
