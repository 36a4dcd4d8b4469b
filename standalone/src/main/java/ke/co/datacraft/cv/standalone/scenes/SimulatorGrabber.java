package ke.co.datacraft.cv.standalone.scenes;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.SimulatorAddress;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.inference.video.GrabberException;

/**
 * A scene as a recording: frame n shows second n / fps, however it was reached. A frame is drawn
 * when it is asked for, so those that are passed over cost nothing.
 */
final class SimulatorGrabber implements FrameGrabber {

    private static final int CHANNELS = 3;

    private final SimulatorAddress address;
    private final Scene scene;
    private final ByteBuffer pixels;
    private long frameNumber = -1;
    private volatile boolean aborted;

    SimulatorGrabber(SimulatorAddress address) {
        this.address = address;
        this.scene =
                new Scene(
                        address.seed(),
                        plan(address),
                        address.width(),
                        address.height(),
                        condition(address));
        this.pixels = ByteBuffer.allocateDirect(CHANNELS * address.width() * address.height());
    }

    /** Roads of the scene that an address means. */
    static StreetPlan plan(SimulatorAddress address) {
        return StreetPlan.valueOf(address.plan().toUpperCase(Locale.ROOT));
    }

    private static SceneCondition condition(SimulatorAddress address) {
        return address.light() == null
                ? null
                : SceneCondition.valueOf(address.light().toUpperCase(Locale.ROOT));
    }

    @Override
    public boolean grab() throws GrabberException {
        if (aborted) {
            throw new GrabberException("it was told to stop");
        }
        if (frameNumber + 1 >= address.frames()) {
            return false;
        }
        frameNumber++;
        return true;
    }

    @Override
    public long frameNumber() {
        return frameNumber;
    }

    @Override
    public Duration mediaTime() {
        return Duration.ofNanos(Math.round(Math.max(0, frameNumber) * 1e9 / address.fps()));
    }

    @Override
    public Optional<Instant> streamTime() {
        return Optional.empty();
    }

    @Override
    public GrabbedFrame frame() {
        BufferedImage image = scene.frame(frameNumber / address.fps()).image();
        pixels.clear();
        pixels.put(((DataBufferByte) image.getRaster().getDataBuffer()).getData()).flip();
        return new GrabbedFrame(
                address.width(), address.height(), CHANNELS * address.width(), pixels);
    }

    @Override
    public void seekAfter(long number, Duration mediaTime) throws GrabberException {
        if (number < -1 || number >= address.frames()) {
            throw new GrabberException(
                    "it has no frame " + number + " but 0 to " + (address.frames() - 1));
        }
        frameNumber = number;
    }

    @Override
    public void abort() {
        aborted = true;
    }

    @Override
    public void close() {
        // Nothing outlives the last reference to it.
    }
}
