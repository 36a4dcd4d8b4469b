package ke.co.datacraft.cv.operators.camera;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.contracts.SourceStatus;

/** How one camera is. Any thread may tell and ask; each change of state is told on. */
final class CameraHealth {

    private static final int MAX_REASON = 500;
    private static final double SMOOTHING = 0.1;
    private static final double NANOS = 1e9;

    private final SourceDefinition source;
    private final Clock clock;
    private final Consumer<SourceStatus> listener;
    private final AtomicLong read = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong withoutMotion = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private final RedactionCounts redactions = new RedactionCounts();

    private SourceState state;
    private String reason;
    private Instant since;
    private Instant toldAt;
    private Instant lastFrameTime;
    private String lastFrameUri;
    private long lastReadNanos;
    private double interval = Double.NaN;
    private Long skewMillis;
    private boolean silent;

    CameraHealth(CameraSplit split, Clock clock, Consumer<SourceStatus> listener) {
        this.source = split.source();
        this.clock = clock;
        this.listener = listener;
        CameraCounts counts = split.counts();
        read.set(counts.read());
        sent.set(counts.sent());
        dropped.set(counts.dropped());
        withoutMotion.set(counts.withoutMotion());
        reconnects.set(counts.reconnects());
    }

    /** The last frame of the source stays known where its definition was changed. */
    void follow(CameraHealth earlier) {
        Instant time;
        String uri;
        synchronized (earlier) {
            time = earlier.lastFrameTime;
            uri = earlier.lastFrameUri;
        }
        frameStored(time, uri);
    }

    /** Enters a state; tells it where it is new or has another reason. */
    synchronized void enter(SourceState newState, String newReason) {
        String shortened = newReason == null ? null : SafeText.shorten(newReason, MAX_REASON);
        if (state == newState && Objects.equals(reason, shortened)) {
            return;
        }
        if (state != newState) {
            since = clock.instant();
            interval = Double.NaN;
        }
        state = newState;
        reason = shortened;
        tell();
    }

    /** Tells nothing any more: others speak of the camera from now on, or it is no more. */
    synchronized void silence() {
        silent = true;
    }

    synchronized SourceState state() {
        return state;
    }

    /** Tells the status once more where the last time is long ago. */
    synchronized void tellAfter(Duration pause) {
        if (state != null && !clock.instant().isBefore(toldAt.plus(pause))) {
            tell();
        }
    }

    /** A frame was read. */
    synchronized void frameRead(long nanos) {
        if (read.getAndIncrement() > 0 && state == SourceState.ONLINE) {
            double seconds = (nanos - lastReadNanos) / NANOS;
            interval =
                    Double.isNaN(interval) ? seconds : interval + SMOOTHING * (seconds - interval);
        }
        lastReadNanos = nanos;
    }

    /** A frame was stored. */
    synchronized void frameStored(Instant captureTime, String uri) {
        lastFrameTime = captureTime;
        lastFrameUri = uri;
    }

    void frameSent() {
        sent.incrementAndGet();
    }

    void frameDropped() {
        dropped.incrementAndGet();
    }

    void frameWithoutMotion() {
        withoutMotion.incrementAndGet();
    }

    void reconnected() {
        reconnects.incrementAndGet();
    }

    /** What was redacted in this process. */
    RedactionCounts redactions() {
        return redactions;
    }

    /** By how much the stream's clock is ahead. */
    synchronized void skew(Duration ahead) {
        skewMillis = ahead.toMillis();
    }

    synchronized Long skewMillis() {
        return skewMillis;
    }

    synchronized Instant lastFrameTime() {
        return lastFrameTime;
    }

    CameraCounts counts() {
        return new CameraCounts(
                read.get(), sent.get(), dropped.get(), withoutMotion.get(), reconnects.get());
    }

    private void tell() {
        toldAt = clock.instant();
        if (silent) {
            return;
        }
        CameraCounts counts = counts();
        boolean measured = state == SourceState.ONLINE && interval > 0;
        listener.accept(
                new SourceStatus(
                        ContractCodec.SCHEMA_VERSION,
                        source.tenantId(),
                        source.id(),
                        state,
                        reason,
                        since,
                        lastFrameTime,
                        lastFrameUri,
                        measured ? Math.round(10 / interval) / 10.0 : null,
                        skewMillis,
                        counts.read(),
                        counts.sent(),
                        counts.dropped(),
                        counts.withoutMotion(),
                        counts.reconnects(),
                        toldAt));
    }
}
