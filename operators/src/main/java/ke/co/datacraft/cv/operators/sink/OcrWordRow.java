package ke.co.datacraft.cv.operators.sink;

import java.time.Instant;
import java.util.UUID;

/**
 * A row of {@code cv.ocr_words}; null where the column may be.
 *
 * @param id the word
 * @param jobId its job, or null
 * @param imageId its image
 * @param pageId row of its page
 * @param wordIndex place on the page, from 0
 * @param lineIndex its line, from 0
 * @param text the word
 * @param confidence 0..1
 * @param x left, in pixels
 * @param y top, in pixels
 * @param width in pixels
 * @param height in pixels
 * @param tenantId owner
 * @param createdAt when it was analysed
 */
public record OcrWordRow(
        UUID id,
        UUID jobId,
        UUID imageId,
        UUID pageId,
        int wordIndex,
        int lineIndex,
        String text,
        double confidence,
        double x,
        double y,
        double width,
        double height,
        String tenantId,
        Instant createdAt) {}
