package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.FlowPolicy;
import ke.co.datacraft.cv.contracts.FrameSampling;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.Pace;
import ke.co.datacraft.cv.contracts.Playback;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.GrabbedFrame;
import ke.co.datacraft.cv.inference.video.GrabberException;

/** Reads an opened source until it ends, fails or is stopped. For its capture thread. */
final class CaptureSession {

    private static final long STALE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final double NANOS = 1e9;

    private final CaptureWorker worker;
    private final CameraSplit split;
    private final CameraHealth health;
    private final FrameGrabber grabber;
    private final FrameWork work;
    private final CaptureClock times;
    private final FrameSampler sampler;
    private final StaleFrames stale = new StaleFrames(STALE_NANOS);
    private final Pacer pacer;
    private final boolean paced;
    private final boolean looped;
    private final boolean guarantee;

    private CameraPosition position;
    private long lastMedia;
    private long interval;
    private boolean online;

    /** A source that was just opened. */
    CaptureSession(CaptureWorker worker, FrameGrabber grabber, FrameWork work) {
        this.worker = worker;
        this.split = worker.split();
        this.health = worker.health();
        this.grabber = grabber;
        this.work = work;
        this.position = worker.position();
        this.lastMedia = position.lastMediaNanos();
        this.interval = position.intervalNanos();
        this.times = new CaptureClock(split, worker.tools().clock(), health);
        SourceDefinition source = split.source();
        this.sampler = new FrameSampler(fps(source), position.lastMediaNanos());
        Playback playback =
                source.playback() == null ? new Playback(null, null) : source.playback();
        // A playlist comes in pieces of many seconds; unpaced, all but their ends would be stale.
        boolean pieces = source.kind() == SourceKind.HLS;
        this.paced = pieces || split.isRecording() && playback.pace() == Pace.REAL_TIME;
        this.pacer = new Pacer(pieces);
        this.looped = split.isRecording() && playback.loop();
        this.guarantee = source.flow() == FlowPolicy.GUARANTEE;
    }

    private double fps(SourceDefinition source) {
        FrameSampling sampling = source.sampling();
        return sampling == null || sampling.fps() == null
                ? worker.tools().settings().fps()
                : sampling.fps();
    }

    /** Whether a frame came. */
    boolean wasOnline() {
        return online;
    }

    /**
     * Reads on, until the end of the recording or until it is stopped.
     *
     * @return whether the recording begins again
     */
    boolean read() throws GrabberException, IOException, InterruptedException {
        if (split.isRecording() && position.nextFrame() > 0) {
            grabber.seekAfter(
                    position.nextFrame() - 1, Duration.ofNanos(position.lastMediaNanos()));
        }
        while (worker.isWanted()) {
            worker.enter(CaptureWorker.Phase.READING);
            boolean more = grabber.grab();
            worker.enter(CaptureWorker.Phase.WORKING);
            if (!more) {
                return beginsAgain();
            }
            arrived();
            take(grabber.mediaTime());
        }
        return false;
    }

    /** A recording without a frame would begin again for ever. */
    private boolean beginsAgain() {
        if (!looped || lastMedia < 0) {
            return false;
        }
        worker.goOnAt(position.nextLoop(lastMedia + interval));
        return true;
    }

    private void arrived() {
        health.frameRead(System.nanoTime());
        long media = grabber.mediaTime().toNanos();
        if (lastMedia >= 0) {
            interval = Math.max(interval, media - lastMedia);
        }
        lastMedia = media;
        if (!online) {
            online = true;
            health.enter(SourceState.ONLINE, null);
        }
    }

    private void take(Duration media) throws GrabberException, IOException, InterruptedException {
        if (!sampler.take(media.toNanos())) {
            return;
        }
        long sinceStart = position.loopOffsetNanos() + media.toNanos();
        if (paced) {
            worker.enter(CaptureWorker.Phase.WAITING);
            pacer.await(sinceStart);
            worker.enter(CaptureWorker.Phase.WORKING);
        }
        GrabbedFrame frame = grabber.frame();
        if (!work.moves(frame, Duration.ofNanos(sinceStart))) {
            health.frameWithoutMotion();
        } else if (mayStore(media)) {
            store(frame, media, sinceStart);
        } else {
            health.frameDropped();
        }
    }

    /** Takes a permit to store a frame, which is the dear part; those that wait have one each. */
    private boolean mayStore(Duration media) throws InterruptedException {
        if (guarantee) {
            worker.enter(CaptureWorker.Phase.WAITING);
            worker.permits().acquire();
            worker.enter(CaptureWorker.Phase.WORKING);
            return true;
        }
        boolean late = !split.isRecording() && stale.isStale(media.toNanos(), System.nanoTime());
        return !late && worker.permits().tryAcquire();
    }

    private void store(GrabbedFrame frame, Duration media, long sinceStart) throws IOException {
        Instant captured = times.captureTime(sinceStart, grabber.streamTime());
        long begun = System.nanoTime();
        String uri = stored(frame, captured);
        worker.tools().storeSeconds().accept((System.nanoTime() - begun) / NANOS);
        health.frameStored(captured, uri);
        position = position.after(grabber.frameNumber(), media.toNanos(), interval);
        worker.handOver(reference(uri, captured), position);
    }

    /** A frame that is not stored is not sent, so its permit comes back here. */
    private String stored(GrabbedFrame frame, Instant captured) throws IOException {
        String uri = null;
        try {
            uri = work.store(frame, captured);
            return uri;
        } finally {
            if (uri == null) {
                worker.permits().release();
            }
        }
    }

    private ImageReference reference(String uri, Instant captured) {
        SourceDefinition source = split.source();
        return new ImageReference(
                ContractCodec.SCHEMA_VERSION,
                source.tenantId(),
                null,
                source.id(),
                Identifiers.imageId(source.tenantId(), source.id(), uri, captured.toString()),
                uri,
                null,
                null,
                "image/jpeg",
                source.priority(),
                source.tasks(),
                source.pipeline(),
                captured,
                worker.tools().clock().instant(),
                null,
                null);
    }
}
