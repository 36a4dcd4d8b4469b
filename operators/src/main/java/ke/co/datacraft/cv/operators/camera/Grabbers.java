package ke.co.datacraft.cv.operators.camera;

import java.util.List;
import java.util.ServiceLoader;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.FrameGrabberProvider;
import ke.co.datacraft.cv.inference.video.GrabberException;
import ke.co.datacraft.cv.inference.video.GrabberRequest;
import ke.co.datacraft.cv.inference.video.MediaKind;

/** Opens sources with whatever provider knows their kind. */
final class Grabbers {

    private final List<FrameGrabberProvider> providers;

    Grabbers(List<FrameGrabberProvider> providers) {
        this.providers = List.copyOf(providers);
    }

    /** The providers that a class loader knows. */
    static Grabbers load(ClassLoader classes) {
        return new Grabbers(
                ServiceLoader.load(FrameGrabberProvider.class, classes).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList());
    }

    FrameGrabber open(GrabberRequest request) throws GrabberException {
        for (FrameGrabberProvider provider : providers) {
            if (provider.supports(request.kind())) {
                return provider.open(request);
            }
        }
        throw new GrabberException(
                "nothing installed reads sources of kind "
                        + request.kind()
                        + "; add the module that brings it");
    }

    static MediaKind kind(SourceKind kind) {
        return switch (kind) {
            case RTSP -> MediaKind.RTSP;
            case HTTP_MJPEG -> MediaKind.HTTP_MJPEG;
            case HLS -> MediaKind.HLS;
            case FILE -> MediaKind.FILE;
            case FOLDER -> MediaKind.FOLDER;
            case SIMULATOR -> MediaKind.SIMULATOR;
        };
    }
}
