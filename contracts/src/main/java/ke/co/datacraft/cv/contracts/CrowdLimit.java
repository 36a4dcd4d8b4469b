package ke.co.datacraft.cv.contracts;

/**
 * When a zone is crowded.
 *
 * @param moreThan objects that are not yet a crowd
 * @param seconds how long there must be more
 */
public record CrowdLimit(int moreThan, double seconds) {}
