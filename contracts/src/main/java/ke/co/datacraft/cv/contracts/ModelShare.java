package ke.co.datacraft.cv.contracts;

/**
 * A version of a model that sees a part of the references.
 *
 * @param version version in the model repository
 * @param share part of the references, above 0 to 1
 */
public record ModelShare(String version, double share) {}
