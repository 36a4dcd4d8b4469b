package ke.co.datacraft.cv.bridge.result;

import java.util.UUID;

/**
 * A row of a job's images, as far as results need it.
 *
 * @param imageId the image
 * @param filename name of its file
 * @param uriDigest MD5 of its URI in hexadecimal digits
 * @param page page, from 0
 * @param document its result as JSON, or null where it is not kept or was not asked for
 */
record StoredResult(UUID imageId, String filename, String uriDigest, int page, String document) {

    ResultCursor cursor() {
        return new ResultCursor(filename, uriDigest, page, imageId);
    }
}
