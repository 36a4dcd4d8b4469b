package ke.co.datacraft.cv.bridge.result;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.ApiError;

/**
 * The image after which the next page of a job's results begins, in the order of name, file, page
 * and id. It is a place, not a number of images, so results that come meanwhile move nothing.
 *
 * @param filename name of the file
 * @param uriDigest MD5 of its URI in hexadecimal digits
 * @param page page within it, from 0
 * @param imageId the image
 */
record ResultCursor(String filename, String uriDigest, int page, UUID imageId) {

    /** As text for clients, who read nothing into it. */
    String encode() {
        String text = imageId + "/" + page + "/" + uriDigest + "/" + filename;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param text what {@link #encode} made; null for the beginning
     * @return null for the beginning
     * @throws ApiError when it is something else
     */
    static ResultCursor decode(String text) {
        if (text == null) {
            return null;
        }
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8)
                            .split("/", 4);
            if (parts.length == 4 && parts[2].matches("[0-9a-f]{32}") && !parts[3].contains("\0")) {
                return new ResultCursor(
                        parts[3], parts[2], Integer.parseInt(parts[1]), UUID.fromString(parts[0]));
            }
        } catch (IllegalArgumentException e) {
            throw wrong();
        }
        throw wrong();
    }

    private static ApiError wrong() {
        return ApiError.invalid("cursor", "The cursor is none of this list")
                .cure("Give the next_cursor of the page before, unchanged, or leave it out");
    }
}
