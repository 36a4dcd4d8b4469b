package ke.co.datacraft.cv.contracts;

/**
 * Where the time of an image went, in milliseconds.
 *
 * @param fetchMs bytes from their store
 * @param decodeMs bytes to pixels
 * @param totalMs from admission to result, waiting included
 */
public record ImageTimings(double fetchMs, double decodeMs, double totalMs) {}
