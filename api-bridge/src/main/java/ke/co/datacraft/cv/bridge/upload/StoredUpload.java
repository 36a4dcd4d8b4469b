package ke.co.datacraft.cv.bridge.upload;

/**
 * A file in the object storage.
 *
 * @param key its key
 * @param uri what a reference to it says
 * @param filename name that the client gave, fit to be shown; or null
 * @param contentType media type, by its bytes
 * @param size bytes, before encryption
 * @param sha256 digest of them, in hexadecimal digits
 */
public record StoredUpload(
        String key, String uri, String filename, String contentType, long size, String sha256) {}
