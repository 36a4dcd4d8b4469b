package ke.co.datacraft.cv.bridge.picture;

import java.time.Duration;

/**
 * What one picture may cost.
 *
 * @param maxPixels most pixels that a file's header may tell of
 * @param maxDecodedPixels most pixels held in memory; larger pictures are read at a fraction
 * @param timeout longest time for a page of a document
 */
public record PictureLimits(long maxPixels, long maxDecodedPixels, Duration timeout) {}
