package ke.co.datacraft.cv.inference;

/**
 * Which model makes the results.
 *
 * @param name name in the repository
 * @param version version in the repository
 * @param sha256 lower-case hexadecimal digest of the model file, of the digests of its files where
 *     there are several, or null when none is behind it
 */
public record ModelIdentity(String name, String version, String sha256) {}
