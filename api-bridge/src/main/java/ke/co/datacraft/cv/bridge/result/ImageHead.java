package ke.co.datacraft.cv.bridge.result;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.ImageSize;

/**
 * An image of a job without its result.
 *
 * @param imageId the image
 * @param filename name of its file
 * @param uri where the bytes are
 * @param page page, from 0
 * @param size after EXIF rotation
 * @param cursor its place in the order of the job's images
 */
record ImageHead(
        UUID imageId, String filename, String uri, int page, ImageSize size, ResultCursor cursor) {}
