package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import ke.co.datacraft.cv.contracts.FrameSampling;
import ke.co.datacraft.cv.contracts.MotionGate;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.inference.opencv.FrameEncoder;
import ke.co.datacraft.cv.inference.opencv.MotionDetector;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.operators.camera.redaction.NormalizedPolygons;
import ke.co.datacraft.cv.operators.camera.redaction.Redactor;
import ke.co.datacraft.cv.operators.camera.store.FrameKey;
import ke.co.datacraft.cv.operators.camera.store.FrameStore;

/** Motion gate, redaction, JPEG and store of one camera. */
final class StoredFrameWork implements FrameWork {

    private final SourceDefinition source;
    private final FrameStore store;
    private final Duration keep;
    private final FrameEncoder encoder;
    private final Redactor redactor;
    private final MotionDetector motion;
    private Duration lastPassed;

    /**
     * Where frames are.
     *
     * @param keep how long, at least
     */
    record Kept(FrameStore store, Duration keep) {}

    StoredFrameWork(SourceDefinition source, FrameSettings settings, Kept kept, Redactor redactor) {
        this.source = source;
        this.store = kept.store();
        this.keep = kept.keep();
        this.encoder = encoder(source.sampling(), settings);
        this.redactor = redactor;
        MotionGate gate = source.motion();
        this.motion =
                gate == null
                        ? null
                        : new MotionDetector(
                                gate.sensitivity(),
                                gate.minArea(),
                                NormalizedPolygons.flat(gate.masks()));
    }

    private static FrameEncoder encoder(FrameSampling sampling, FrameSettings settings) {
        FrameSampling given =
                sampling == null ? new FrameSampling(null, null, null, null) : sampling;
        return new FrameEncoder(
                given.maxWidth() == null ? settings.maxWidth() : given.maxWidth(),
                given.maxHeight() == null ? settings.maxHeight() : given.maxHeight(),
                given.jpegQuality() == null ? settings.jpegQuality() : given.jpegQuality());
    }

    @Override
    public boolean moves(GrabbedFrame frame, Duration time) {
        if (motion == null) {
            return true;
        }
        boolean moves = motion.moves(frame);
        int keepAlive = source.motion().keepAliveSeconds();
        boolean due =
                keepAlive > 0
                        && (lastPassed == null
                                || time.minus(lastPassed).compareTo(Duration.ofSeconds(keepAlive))
                                        >= 0);
        if (moves || due) {
            lastPassed = time;
            return true;
        }
        return false;
    }

    @Override
    public String store(GrabbedFrame frame, Instant captureTime) throws IOException {
        byte[] jpeg = encoder.jpeg(frame, redactor);
        return store.put(new FrameKey(source.tenantId(), source.id(), captureTime), jpeg, keep);
    }

    @Override
    public void close() {
        encoder.close();
        if (motion != null) {
            motion.close();
        }
    }
}
