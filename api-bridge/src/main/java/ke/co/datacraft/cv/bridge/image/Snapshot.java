package ke.co.datacraft.cv.bridge.image;

import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * The last frame of a source.
 *
 * @param image where it is
 * @param result what was found on it
 */
record Snapshot(StoredImage image, ImageResult result) {}
