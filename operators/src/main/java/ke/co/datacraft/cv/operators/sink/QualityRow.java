package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code cv.image_quality}; null where the column may be.
 *
 * @param id the result
 * @param jobId its job, or null
 * @param imageId its image
 * @param sourceId its camera, or null
 * @param model name of the model
 * @param modelVersion version of the model
 * @param sharpness variance of the Laplacian
 * @param brightness 0..1
 * @param contrast 0..0.5
 * @param underexposed 0..1
 * @param overexposed 0..1
 * @param score 0..1
 * @param inferenceTimeMs time in the model
 * @param preprocessingTimeMs time before the model
 * @param postprocessingTimeMs time after the model
 * @param captureTime when the image was taken, or null
 * @param tenantId owner
 * @param createdBy who submitted the image
 * @param createdAt when it was analysed
 * @param step which step made it, and of what
 */
public record QualityRow(
        UUID id,
        UUID jobId,
        UUID imageId,
        String sourceId,
        String model,
        String modelVersion,
        double sharpness,
        double brightness,
        double contrast,
        double underexposed,
        double overexposed,
        double score,
        int inferenceTimeMs,
        int preprocessingTimeMs,
        int postprocessingTimeMs,
        Instant captureTime,
        String tenantId,
        String createdBy,
        Instant createdAt,
        StepColumns step) {}
