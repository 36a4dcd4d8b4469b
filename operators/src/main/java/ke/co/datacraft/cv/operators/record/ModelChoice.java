package ke.co.datacraft.cv.operators.record;

/**
 * The version of a model that serves a reference, where the reference itself names none.
 *
 * @param version the version
 * @param fallback the version to take when that one cannot be loaded, or null for the repository's
 *     own choice
 * @param shadow a version that analyses the reference as well, or null
 */
public record ModelChoice(String version, String fallback, String shadow) {}
