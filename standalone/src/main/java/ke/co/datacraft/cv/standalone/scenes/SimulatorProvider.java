package ke.co.datacraft.cv.standalone.scenes;

import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.SimulatorAddress;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.FrameGrabberProvider;
import ke.co.datacraft.cv.inference.video.GrabberException;
import ke.co.datacraft.cv.inference.video.GrabberRequest;
import ke.co.datacraft.cv.inference.video.MediaKind;

/** Opens simulated cameras: {@code simulator://crossing?seed=7}. */
public final class SimulatorProvider implements FrameGrabberProvider {

    /** For {@link java.util.ServiceLoader}. */
    public SimulatorProvider() {}

    @Override
    public boolean supports(MediaKind kind) {
        return kind == MediaKind.SIMULATOR;
    }

    @Override
    public FrameGrabber open(GrabberRequest request) throws GrabberException {
        try {
            return new SimulatorGrabber(SimulatorAddress.parse(request.uri()));
        } catch (ContractException e) {
            throw new GrabberException(e.getMessage(), e);
        }
    }
}
