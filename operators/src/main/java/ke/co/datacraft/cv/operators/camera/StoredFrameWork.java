package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.time.Clock;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Motion gate, redaction, JPEG and store of one camera. */
final class StoredFrameWork implements FrameWork {

    private static final Logger LOG = LoggerFactory.getLogger(StoredFrameWork.class);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(10);

    private final SourceDefinition source;
    private final FrameStore store;
    private final Duration keep;
    private final Clock clock;
    private final FrameEncoder encoder;
    private final Redactor redactor;
    private final MotionDetector motion;
    private Duration lastPassed;
    private Instant sweptAt;

    /**
     * Where frames are.
     *
     * @param keep how long, at least
     */
    record Kept(FrameStore store, Duration keep) {}

    StoredFrameWork(
            SourceDefinition source,
            FrameSettings settings,
            Kept kept,
            Redactor redactor,
            Clock clock) {
        this.source = source;
        this.store = kept.store();
        this.keep = kept.keep();
        this.clock = clock;
        this.sweptAt = clock.instant();
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
        String uri =
                store.put(new FrameKey(source.tenantId(), source.id(), captureTime), jpeg, keep);
        sweep();
        return uri;
    }

    /** Old frames go while new ones come, hour by hour. */
    private void sweep() {
        Instant now = clock.instant();
        if (now.isBefore(sweptAt.plus(BETWEEN_SWEEPS))) {
            return;
        }
        sweptAt = now;
        try {
            store.removeBefore(source.tenantId(), source.id(), now.minus(keep));
        } catch (IOException e) {
            LOG.warn(
                    "Old frames of {}/{} cannot be removed now: {}",
                    source.tenantId(),
                    source.id(),
                    e.getMessage());
        }
    }

    @Override
    public void close() {
        encoder.close();
        if (motion != null) {
            motion.close();
        }
    }
}
