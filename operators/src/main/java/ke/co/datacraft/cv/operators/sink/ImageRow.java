package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code cv.image_processing}; null where the column may be.
 *
 * @param id the image
 * @param jobId its job, or null
 * @param originalFilename name to show
 * @param filePath URI
 * @param fileSizeBytes length of the file
 * @param fileHash SHA-256 of the file
 * @param imageDimensions JSON: width and height in pixels
 * @param imageFormat file format
 * @param colorMode colour mode
 * @param processingType its tasks, separated by commas
 * @param confidenceScore highest confidence of its first task that has one, or null
 * @param processingDurationMs time from admission to result
 * @param processingModel model of its first task
 * @param modelVersion version of that model
 * @param tenantId owner
 * @param createdBy who submitted the image
 * @param createdAt when it was analysed
 * @param sourceId its camera, or null
 * @param page page, from 0
 * @param pageCount pages of the file
 * @param captureTime when it was taken, or null
 * @param ingestTime when it was submitted, or null
 * @param resultDocument its whole result as JSON, or null where it is not kept
 * @param traceparent W3C trace context of its analysis, or null; not a column
 */
public record ImageRow(
        UUID id,
        UUID jobId,
        String originalFilename,
        String filePath,
        long fileSizeBytes,
        String fileHash,
        String imageDimensions,
        String imageFormat,
        String colorMode,
        String processingType,
        Double confidenceScore,
        int processingDurationMs,
        String processingModel,
        String modelVersion,
        String tenantId,
        String createdBy,
        Instant createdAt,
        String sourceId,
        int page,
        int pageCount,
        Instant captureTime,
        Instant ingestTime,
        String resultDocument,
        String traceparent) {}
