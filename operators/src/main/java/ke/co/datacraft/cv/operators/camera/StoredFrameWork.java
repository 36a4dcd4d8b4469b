package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.contracts.FrameSampling;
import ke.co.datacraft.cv.contracts.MotionGate;
import ke.co.datacraft.cv.contracts.Redaction;
import ke.co.datacraft.cv.contracts.RedactionMethod;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.inference.opencv.Concealment;
import ke.co.datacraft.cv.inference.opencv.FrameEncoder;
import ke.co.datacraft.cv.inference.opencv.MotionDetector;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
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
    private final FrameEncoder.Concealed concealed;
    private final MotionDetector motion;
    private Duration lastPassed;
    private Instant sweptAt;

    StoredFrameWork(
            SourceDefinition source,
            FrameSettings settings,
            FrameStore store,
            Duration keep,
            Clock clock) {
        this.source = source;
        this.store = store;
        this.keep = keep;
        this.clock = clock;
        this.sweptAt = clock.instant();
        this.encoder = encoder(source.sampling(), settings);
        this.concealed = concealed(source.redaction());
        MotionGate gate = source.motion();
        this.motion =
                gate == null
                        ? null
                        : new MotionDetector(
                                gate.sensitivity(), gate.minArea(), flat(gate.masks()));
    }

    private static FrameEncoder encoder(FrameSampling sampling, FrameSettings settings) {
        FrameSampling given =
                sampling == null ? new FrameSampling(null, null, null, null) : sampling;
        return new FrameEncoder(
                given.maxWidth() == null ? settings.maxWidth() : given.maxWidth(),
                given.maxHeight() == null ? settings.maxHeight() : given.maxHeight(),
                given.jpegQuality() == null ? settings.jpegQuality() : given.jpegQuality());
    }

    private static FrameEncoder.Concealed concealed(Redaction redaction) {
        return redaction == null
                ? FrameEncoder.Concealed.NOTHING
                : new FrameEncoder.Concealed(
                        List.of(), flat(redaction.regions()), concealment(redaction.method()));
    }

    private static Concealment concealment(RedactionMethod method) {
        return switch (method) {
            case BLUR -> Concealment.BLUR;
            case PIXELATE -> Concealment.PIXELATE;
            case FILL -> Concealment.FILL;
        };
    }

    private static List<double[]> flat(List<List<List<Double>>> polygons) {
        return polygons.stream()
                .map(
                        polygon ->
                                polygon.stream()
                                        .flatMap(List::stream)
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                .toList();
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
        byte[] jpeg = encoder.jpeg(frame, concealed);
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
