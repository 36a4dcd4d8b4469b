package ke.co.datacraft.cv.bridge.image;

import java.time.Instant;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.result.Documents;
import ke.co.datacraft.cv.contracts.ImageResult;

/**
 * An image or page that was analysed.
 *
 * @param tenant owner
 * @param id the image
 * @param sourceId the source of a frame, or null
 * @param captureTime when a frame was taken, or null
 * @param filename name of its file
 * @param uri where the bytes are
 * @param sizeBytes length of the file
 * @param sha256 digest of the file
 * @param page page of the file, from 0
 * @param document its result as JSON, or null where it is not kept
 */
record StoredImage(
        String tenant,
        UUID id,
        String sourceId,
        Instant captureTime,
        String filename,
        String uri,
        long sizeBytes,
        String sha256,
        int page,
        String document) {

    /**
     * Its result as JSON.
     *
     * @throws ApiError {@link ErrorCode#RESULT_NOT_KEPT}
     */
    String requireDocument() {
        if (document == null) {
            throw new ApiError(
                            ErrorCode.RESULT_NOT_KEPT, "The result of image " + id + " is not kept")
                    .cure("Let VisionJob keep results (CV_RESULT_DOCUMENTS) and analyse it again");
        }
        return document;
    }

    /** Its result. */
    ImageResult result() {
        return Documents.read(requireDocument());
    }
}
