package ke.co.datacraft.cv.operators.camera;

import java.time.Duration;
import ke.co.datacraft.cv.contracts.ImageReference;
import ke.co.datacraft.cv.contracts.SourceState;

/**
 * The capture of one camera by a thread, watched: a thread that hangs is left behind, and another
 * takes its place.
 */
final class CameraCapture {

    /** How often a read may take the time after which it is interrupted, until it is given up. */
    private static final int PATIENCE = 3;

    private final CameraSplit split;
    private final CameraHealth health;
    private final CaptureTools tools;
    private CaptureWorker worker;
    private CameraPosition position;
    private boolean stopped;
    private long stoppedAt;

    CameraCapture(CameraSplit split, CameraHealth health, CaptureTools tools) {
        this.split = split;
        this.health = health;
        this.tools = tools;
        this.position = split.position();
    }

    CameraSplit split() {
        return split;
    }

    CameraHealth health() {
        return health;
    }

    CaptureTools tools() {
        return tools;
    }

    /** Position of a recording after the last frame that was handed over. */
    synchronized CameraPosition position() {
        return position;
    }

    /** Starts a thread. */
    synchronized void start() {
        if (!stopped) {
            worker = new CaptureWorker(this);
            Thread thread = new Thread(worker, "camera-" + split.key());
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Ends the thread; {@link #hasEnded} tells when it has. Does not wait. */
    synchronized void stop() {
        if (!stopped) {
            stopped = true;
            stoppedAt = System.nanoTime();
            if (worker != null) {
                worker.stop();
            }
        }
    }

    /** Whether nothing is read any more: at the end of a recording, or after it was stopped. */
    synchronized boolean hasEnded() {
        if (worker == null) {
            return stopped;
        }
        return worker.hasEnded()
                || stopped
                        && System.nanoTime() - stoppedAt
                                > worker.stallTimeout().multipliedBy(PATIENCE).toNanos();
    }

    /** Looks whether the thread hangs. */
    synchronized void watch() {
        if (worker == null || stopped || worker.hasEnded()) {
            return;
        }
        switch (worker.phase()) {
            case READING -> watchReading();
            case OPENING -> watchOpening();
            case WORKING, WAITING -> {
                // Not the source's fault; what is done there has time-outs of its own.
            }
        }
    }

    private void watchReading() {
        Duration limit = worker.stallTimeout();
        Duration taken = worker.inPhase();
        if (!worker.canStall() || taken.compareTo(limit) <= 0) {
            return;
        }
        health.enter(SourceState.STALLED, "no frame for " + limit.toMillis() + " ms");
        worker.interruptGrabber();
        if (taken.compareTo(limit.multipliedBy(PATIENCE)) > 0) {
            replace();
        }
    }

    private void watchOpening() {
        Duration limit = worker.connectTimeout().plus(worker.stallTimeout());
        if (worker.inPhase().compareTo(limit.multipliedBy(PATIENCE)) > 0) {
            health.enter(SourceState.OFFLINE, "opening does not come to an end");
            replace();
        }
    }

    /** The old thread sees that it is unwanted if ever it comes back. */
    private void replace() {
        worker.stop();
        health.reconnected();
        start();
    }

    /** Where the next opening goes on. */
    synchronized void goOnAt(CaptureWorker from, CameraPosition next) {
        if (from == worker && !stopped) {
            position = next;
        }
    }

    /** Hands a frame over, unless another thread does that by now. */
    synchronized void handOver(CaptureWorker from, ImageReference reference, CameraPosition after) {
        if (from == worker && !stopped) {
            position = after;
            tools.handOver().frame(new HandOver.Frame(this, from.permits(), reference, after));
        }
    }
}
