package ke.co.datacraft.cv.contracts;

import java.util.List;

/**
 * Result of one task on one image. Exactly the field of its task is set; nothing found is an empty
 * list, never an absent one.
 *
 * @param task task name, one of {@link Tasks}
 * @param model what made it
 * @param cached whether it came from the result cache
 * @param timings where the time went
 * @param objects detected objects, highest confidence first ({@code object_detection})
 * @param text recognised text ({@code ocr})
 * @param quality picture quality ({@code quality})
 */
public record TaskResult(
        String task,
        ModelReference model,
        boolean cached,
        TaskTimings timings,
        List<DetectedObject> objects,
        RecognizedText text,
        ImageQuality quality) {

    /** The same result, marked as served from the cache. */
    public TaskResult asCached() {
        return new TaskResult(task, model, true, timings, objects, text, quality);
    }
}
