package ke.co.datacraft.cv.contracts;

/**
 * Which frames are taken, and how they are stored; what is null is decided by the installation.
 *
 * @param fps most frames per second that are analysed, or null
 * @param maxWidth pixels; wider frames are scaled down, or null
 * @param maxHeight pixels; higher frames are scaled down, or null
 * @param jpegQuality quality of the stored JPEG, 1 to 100, or null
 */
public record FrameSampling(Double fps, Integer maxWidth, Integer maxHeight, Integer jpegQuality) {}
