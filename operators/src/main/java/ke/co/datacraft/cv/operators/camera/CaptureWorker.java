package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.RtspTransport;
import ke.co.datacraft.cv.contracts.SourceConnection;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.SourceState;
import ke.co.datacraft.cv.inference.video.FrameGrabber;
import ke.co.datacraft.cv.inference.video.GrabberException;
import ke.co.datacraft.cv.inference.video.GrabberRequest;
import ke.co.datacraft.cv.inference.video.MediaKind;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The work of one capture thread: opens its source, reads it, and opens it again. */
final class CaptureWorker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CaptureWorker.class);

    /** Frames of a source with the policy {@code latest} that wait to be sent. */
    private static final int LATEST_PERMITS = 2;

    private static final int DECODER_THREADS = 1;
    private static final Duration FOLDER_PATIENCE = Duration.ofDays(365);

    /** The watchdog is to notice silence before the grabber does, and to call it stalled. */
    private static final Duration WATCHDOG_LEAD = Duration.ofSeconds(1);

    /** What the thread is busy with. */
    enum Phase {
        /** It opens the source. */
        OPENING,
        /** It waits for a frame. */
        READING,
        /** It has a frame. */
        WORKING,
        /** It waits for something that is not the source. */
        WAITING
    }

    private final CameraCapture capture;
    private final Semaphore permits;
    private final SourceConnection connection;
    private volatile boolean unwanted;
    private volatile boolean ended;
    private volatile Phase phase = Phase.WAITING;
    private volatile long phaseSince = System.nanoTime();
    private volatile FrameGrabber opened;
    private volatile Thread thread;

    CaptureWorker(CameraCapture capture) {
        this.capture = capture;
        SourceDefinition source = capture.split().source();
        this.permits =
                new Semaphore(
                        switch (source.flow()) {
                            case GUARANTEE -> capture.tools().settings().queuedFrames();
                            case LATEST -> LATEST_PERMITS;
                        });
        this.connection =
                source.connection() == null
                        ? new SourceConnection(null, null, null, null)
                        : source.connection();
    }

    @Override
    public void run() {
        thread = Thread.currentThread();
        try {
            captureUntilEnd();
        } catch (InterruptedException e) {
            LOG.debug("Capture of {} was ended", capture.split().key());
        } finally {
            ended = true;
            tools().handOver().signal();
        }
    }

    private void captureUntilEnd() throws InterruptedException {
        int failures = 0;
        health().enter(SourceState.CONNECTING, null);
        while (isWanted()) {
            Failure failure = captureOnce();
            if (!isWanted()) {
                return;
            }
            if (failure == AGAIN) {
                continue;
            }
            if (failure == END) {
                health().enter(SourceState.OFFLINE, "end of recording");
                return;
            }
            failures = failure.wasOnline() ? 1 : failures + 1;
            SourceState state = SourceState.OFFLINE;
            if (failure.wasOnline()) {
                // A stalled one is so until it could be opened again, or could not.
                state =
                        health().state() == SourceState.STALLED
                                ? SourceState.STALLED
                                : SourceState.CONNECTING;
            }
            health().enter(state, failure.reason());
            enter(Phase.WAITING);
            Duration pause =
                    policy().pause(failures, bound -> ThreadLocalRandom.current().nextLong(bound));
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            health().reconnected();
        }
    }

    /** Why a session ended. */
    private record Failure(String reason, boolean wasOnline) {}

    /** The recording is over. */
    private static final Failure END = new Failure("end", true);

    /** The recording is over and begins again. */
    private static final Failure AGAIN = new Failure("again", true);

    private Failure captureOnce() throws InterruptedException {
        CaptureSession session = null;
        CameraAddress address = null;
        enter(Phase.OPENING);
        try {
            address =
                    CameraAddress.of(
                            capture.split().source(),
                            tools().secrets(),
                            tools().settings().places());
            try (FrameWork work =
                            tools().work()
                                    .open(
                                            capture.split().source(),
                                            health().redactions()
                                                    .monitor(tools().redactionSeconds()));
                    CheckedRelay relay =
                            address.isRelayed() ? CheckedRelay.open(connectTimeout()) : null;
                    FrameGrabber grabber = open(address, relay)) {
                opened = grabber;
                session = new CaptureSession(this, grabber, work);
                return session.read() ? AGAIN : END;
            } finally {
                opened = null;
            }
        } catch (CameraException e) {
            return new Failure(e.getMessage(), false);
        } catch (RedactionException e) {
            // A stream that can be read is of no use while its frames cannot be redacted.
            return new Failure(scrubbed(address, e.getMessage()), false);
        } catch (GrabberException | IOException e) {
            return failure(session, scrubbed(address, e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            // Whatever a camera makes of its decoder, the others go on.
            String reason = "capture failed: " + scrubbed(address, e.toString());
            if (isWanted()) {
                CameraException cause = new CameraException(reason);
                cause.setStackTrace(e.getStackTrace());
                LOG.error("Capture of {} failed", capture.split().key(), cause);
            }
            return failure(session, reason);
        }
    }

    private static String scrubbed(CameraAddress address, String message) {
        return address == null ? message : address.scrub(message);
    }

    private static Failure failure(CaptureSession session, String reason) {
        return new Failure(reason, session != null && session.wasOnline());
    }

    private FrameGrabber open(CameraAddress address, CheckedRelay relay) throws GrabberException {
        if (relay == null) {
            return tools().grabbers().open(request(address.uri()));
        }
        try {
            return tools().grabbers().open(request(address.uri()).through(relay.address()));
        } catch (GrabberException e) {
            String problem = relay.problem();
            throw problem == null ? e : new GrabberException("cannot be opened: " + problem, e);
        }
    }

    private GrabberRequest request(String uri) {
        SourceKind kind = capture.split().source().kind();
        return new GrabberRequest(
                mediaKind(kind),
                uri,
                connection.transport() == RtspTransport.UDP,
                connectTimeout(),
                kind == SourceKind.FOLDER ? FOLDER_PATIENCE : stallTimeout().plus(WATCHDOG_LEAD),
                DECODER_THREADS);
    }

    /** Whether a source that gives no frame for long has a fault: a folder only has no picture. */
    boolean canStall() {
        return capture.split().source().kind() != SourceKind.FOLDER;
    }

    Duration connectTimeout() {
        return connection.connectTimeoutMs() == null
                ? tools().settings().connectTimeout()
                : Duration.ofMillis(connection.connectTimeoutMs());
    }

    Duration stallTimeout() {
        return connection.stallTimeoutMs() == null
                ? tools().settings().stallTimeout()
                : Duration.ofMillis(connection.stallTimeoutMs());
    }

    private ReconnectPolicy policy() {
        ReconnectPolicy policy = tools().settings().reconnect();
        return connection.maxReconnectDelayMs() == null
                ? policy
                : policy.withMax(Duration.ofMillis(connection.maxReconnectDelayMs()));
    }

    // ---- for the session

    CameraSplit split() {
        return capture.split();
    }

    CameraHealth health() {
        return capture.health();
    }

    CaptureTools tools() {
        return capture.tools();
    }

    Semaphore permits() {
        return permits;
    }

    CameraPosition position() {
        return capture.position();
    }

    boolean isWanted() {
        return !unwanted;
    }

    void enter(Phase next) {
        phaseSince = System.nanoTime();
        phase = next;
    }

    void goOnAt(CameraPosition position) {
        capture.goOnAt(this, position);
    }

    void handOver(ImageReference reference, CameraPosition position) {
        capture.handOver(this, reference, position);
    }

    // ---- for others

    Phase phase() {
        return phase;
    }

    Duration inPhase() {
        return Duration.ofNanos(System.nanoTime() - phaseSince);
    }

    boolean hasEnded() {
        return ended;
    }

    /** Makes a read that hangs fail. */
    void interruptGrabber() {
        FrameGrabber grabber = opened;
        if (grabber != null) {
            grabber.abort();
        }
    }

    /** Ends the thread soon, if anything can. */
    void stop() {
        unwanted = true;
        interruptGrabber();
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    private static MediaKind mediaKind(SourceKind kind) {
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
