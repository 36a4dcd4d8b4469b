package ke.co.datacraft.cv.inference.video;

import java.util.List;
import java.util.ServiceLoader;

/** Opens sources with whatever provider knows their kind. */
public final class FrameGrabbers {

    private final List<FrameGrabberProvider> providers;

    /** Opens with these providers, the first that knows a kind. */
    public FrameGrabbers(List<FrameGrabberProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** The providers that a class loader knows. */
    public static FrameGrabbers load(ClassLoader classes) {
        return new FrameGrabbers(
                ServiceLoader.load(FrameGrabberProvider.class, classes).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    /**
     * Opens a source.
     *
     * @throws GrabberException when that fails, or nothing installed knows the kind
     */
    public FrameGrabber open(GrabberRequest request) throws GrabberException {
        for (FrameGrabberProvider provider : providers) {
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
