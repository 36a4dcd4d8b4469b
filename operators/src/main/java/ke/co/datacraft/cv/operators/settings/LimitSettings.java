package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;

/**
 * What is refused, and what waits.
 *
 * @param maxFileSizeBytes largest file
 * @param maxImagePixels most pixels of one page
 * @param maxPages most pages of one document
 * @param inFlightReferences references in one async operator at once
 * @param inFlightBytes file bytes, and separately decoded bytes, held by one process at once
 * @param imageTimeout time for one reference from admission to outcome
 */
public record LimitSettings(
        long maxFileSizeBytes,
        long maxImagePixels,
        int maxPages,
        int inFlightReferences,
        long inFlightBytes,
        Duration imageTimeout)
        implements Serializable {}
