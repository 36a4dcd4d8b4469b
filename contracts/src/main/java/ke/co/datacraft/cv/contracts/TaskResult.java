package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Result of one task on one image or, of a chained task, on one region of it. Exactly the field of
 * its task is set; nothing found is an empty list, never an absent one.
 *
 * @param task task name, one of {@link Tasks}
 * @param step name of the step where the request gave it one, else null
 * @param model what made it
 * @param cached whether it came from the result cache
 * @param timings where the time went
 * @param region what a chained task looked at; null for the whole image
 * @param objects detected objects, highest confidence first ({@code object_detection})
 * @param classes classes, best first ({@code image_classification})
 * @param faces faces, highest confidence first ({@code face_detection})
 * @param barcodes barcodes in reading order ({@code barcode})
 * @param embedding feature vector ({@code embedding})
 * @param text recognised text ({@code ocr})
 * @param quality picture quality ({@code quality})
 */
public record TaskResult(
        String task,
        String step,
        ModelReference model,
        boolean cached,
        TaskTimings timings,
        ResultRegion region,
        List<DetectedObject> objects,
        List<ImageClass> classes,
        List<DetectedFace> faces,
        List<Barcode> barcodes,
        List<Double> embedding,
        RecognizedText text,
        ImageQuality quality) {

    /** Objects that were detected, and nothing else. */
    public static TaskResult ofObjects(List<DetectedObject> objects) {
        return new TaskResult(
                Tasks.OBJECT_DETECTION,
                null,
                null,
                false,
                null,
                null,
                objects,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Name of the step, never null. */
    public String stepName() {
        return step == null ? task : step;
    }

    /** The same result, marked as served from the cache. */
    public TaskResult asCached() {
        return new TaskResult(
                task, step, model, true, timings, region, objects, classes, faces, barcodes,
                embedding, text, quality);
    }
}
