package ke.co.datacraft.cv.operators.camera;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.contracts.SourceState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The captures of one reader: at most so many at once, each only after the one it takes the place
 * of has ended. A watchdog looks after all of them.
 */
final class CapturePool implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CapturePool.class);
    private static final long TICK_MILLISECONDS = 100;

    private final CaptureSettings settings;
    private final HandOver handOver;
    private final List<CameraCapture> running = new ArrayList<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final ScheduledExecutorService watchdog =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "camera-watchdog");
                        thread.setDaemon(true);
                        return thread;
                    });

    private record Waiting(CameraCapture capture, CameraCapture predecessor) {}

    CapturePool(CaptureSettings settings, HandOver handOver) {
        this.settings = settings;
        this.handOver = handOver;
    }

    void start() {
        watchdog.scheduleWithFixedDelay(
                this::watch, TICK_MILLISECONDS, TICK_MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a capture as soon as there is a thread for it.
     *
     * @param predecessor capture of the same camera that has to end before, or null
     */
    synchronized void submit(CameraCapture capture, CameraCapture predecessor) {
        waiting.add(new Waiting(capture, predecessor));
        startWaiting();
    }

    private void watch() {
        try {
            tick();
        } catch (RuntimeException e) {
            // An exception would end the watchdog without a word.
            LOG.error("Cameras could not be looked after", e);
        }
    }

    private synchronized void tick() {
        for (CameraCapture capture : running) {
            capture.watch();
            capture.health().tellAfter(settings.statusInterval());
        }
        for (Waiting next : waiting) {
            next.capture().health().tellAfter(settings.statusInterval());
        }
        if (running.removeIf(CameraCapture::hasEnded)) {
            handOver.signal();
        }
        startWaiting();
    }

    private void startWaiting() {
        for (int i = waiting.size(); i > 0; i--) {
            Waiting next = waiting.remove();
            boolean ready = next.predecessor() == null || next.predecessor().hasEnded();
            if (next.capture().hasEnded()) {
                continue;
            }
            if (ready && running.size() < settings.maxPerSubtask()) {
                running.add(next.capture());
                next.capture().start();
            } else {
                if (ready) {
                    next.capture()
                            .health()
                            .enter(
                                    SourceState.CONNECTING,
                                    "waits for a thread: "
                                            + settings.maxPerSubtask()
                                            + " cameras run here already; raise"
                                            + " CV_CAMERA_MAX_PER_SUBTASK or the parallelism");
                }
                waiting.add(next);
            }
        }
    }

    /** Ends all captures, without waiting for threads that hang. */
    @Override
    public synchronized void close() {
        watchdog.shutdownNow();
        running.forEach(CameraCapture::stop);
        waiting.forEach(next -> next.capture().stop());
        waiting.clear();
    }
}
