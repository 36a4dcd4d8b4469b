package ke.co.datacraft.cv.contracts;

/**
 * How long frames are kept; what is null is decided by the installation.
 *
 * @param store where they are, or null
 * @param frameSeconds how long every frame is kept, or null
 * @param eventFrameSeconds how long the best frame of an event is kept, or null
 */
public record FrameRetention(FrameStore store, Integer frameSeconds, Integer eventFrameSeconds) {}
