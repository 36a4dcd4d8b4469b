package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code cv.object_detections}; null where the column may be.
 *
 * @param id the result
 * @param jobId its job, or null
 * @param imageId its image
 * @param detectionModel name of the model
 * @param modelVersion version of the model
 * @param detectedObjects JSON: list of objects
 * @param totalObjects how many
 * @param detectionConfidence highest confidence, 0 without objects
 * @param inferenceTimeMs time in the model
 * @param preprocessingTimeMs time before the model
 * @param postprocessingTimeMs time after the model
 * @param imageResolution JSON: width and height in pixels
 * @param tenantId owner
 * @param createdBy who submitted the image
 * @param createdAt when it was analysed
 * @param task task name
 * @param modelSha256 digest of the model, or null
 * @param sourceId its camera, or null
 * @param captureTime when the image was taken, or null
 * @param step which step made it, and of what
 */
public record DetectionRow(
        UUID id,
        UUID jobId,
        UUID imageId,
        String detectionModel,
        String modelVersion,
        String detectedObjects,
        int totalObjects,
        double detectionConfidence,
        int inferenceTimeMs,
        int preprocessingTimeMs,
        int postprocessingTimeMs,
        String imageResolution,
        String tenantId,
        String createdBy,
        Instant createdAt,
        String task,
        String modelSha256,
        String sourceId,
        Instant captureTime,
        StepColumns step) {}
