package ke.co.datacraft.cv.inference.video;

import java.util.ServiceLoader;

/** Opens sources of any kind that is installed. */
public final class FrameGrabbers {

    private FrameGrabbers() {}

    /**
     * Opens a source.
     *
     * @throws GrabberException when that fails, or nothing installed knows the kind
     */
    public static FrameGrabber open(GrabberRequest request) throws GrabberException {
        for (FrameGrabberProvider provider :
                ServiceLoader.load(
                        FrameGrabberProvider.class, FrameGrabbers.class.getClassLoader())) {
            if (provider.supports(request.kind())) {
                return provider.open(request);
            }
        }
        throw new GrabberException(
                "nothing installed reads sources of kind "
                        + request.kind()
                        + ": choose another kind, or add the module that brings it");
    }
}
