package ke.co.datacraft.cv.inference.video;

/**
 * Opens sources of some kinds. Found by {@link java.util.ServiceLoader}, so that a module can bring
 * kinds of its own.
 */
public interface FrameGrabberProvider {

    /** Whether it opens such sources. */
    boolean supports(MediaKind kind);

    /**
     * Opens a source.
     *
     * @throws GrabberException when that fails
     */
    FrameGrabber open(GrabberRequest request) throws GrabberException;
}
