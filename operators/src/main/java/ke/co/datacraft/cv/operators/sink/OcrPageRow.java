package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A row of {@code cv.ocr_pages}; null where the column may be.
 *
 * @param id the result
 * @param jobId its job, or null
 * @param imageId its image
 * @param sourceId its camera, or null
 * @param model name of the model
 * @param modelVersion version of the model
 * @param modelSha256 digest of the model, or null
 * @param fullText text of the page
 * @param meanConfidence 0..1
 * @param languages languages asked for
 * @param wordCount words
 * @param lineCount lines
 * @param lines JSON: list of lines
 * @param inferenceTimeMs time in the model
 * @param preprocessingTimeMs time before the model
 * @param postprocessingTimeMs time after the model
 * @param captureTime when the image was taken, or null
 * @param tenantId owner
 * @param createdBy who submitted the image
 * @param createdAt when it was analysed
 * @param step which step made it, and of what
 */
public record OcrPageRow(
        UUID id,
        UUID jobId,
        UUID imageId,
        String sourceId,
        String model,
        String modelVersion,
        String modelSha256,
        String fullText,
        double meanConfidence,
        List<String> languages,
        int wordCount,
        int lineCount,
        String lines,
        int inferenceTimeMs,
        int preprocessingTimeMs,
        int postprocessingTimeMs,
        Instant captureTime,
        String tenantId,
        String createdBy,
        Instant createdAt,
        StepColumns step) {}
