package ke.co.datacraft.cv.inference;

/**
 * Which model makes the results.
 *
 * @param name name in the repository
 * @param version version in the repository
 * @param sha256 lower-case hexadecimal digest of the model file, or null when there is no one file
 */
public record ModelIdentity(String name, String version, String sha256) {}
