package ke.co.datacraft.cv.contracts;

/**
 * The model that made a result.
 *
 * @param name name in the model repository
 * @param version version in the model repository
 * @param sha256 lower-case hexadecimal digest of the model file, of the digests of its files where
 *     there are several, or null when no file is behind it
 */
public record ModelReference(String name, String version, String sha256) {}
