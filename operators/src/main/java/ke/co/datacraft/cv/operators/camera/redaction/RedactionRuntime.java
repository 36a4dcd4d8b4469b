package ke.co.datacraft.cv.operators.camera.redaction;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;
import ke.co.datacraft.cv.contracts.Redaction;
import ke.co.datacraft.cv.contracts.RedactionMethod;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.inference.opencv.Concealment;

/**
 * The detectors of one process that find what is redacted: one set per equal settings, shared by
 * all capture threads, each loaded when a source first needs it, closed with the last user.
 */
public final class RedactionRuntime {

    private static final Map<RedactionSettings, RedactionRuntime> RUNNING = new HashMap<>();

    private final RedactionSettings settings;
    private final Semaphore turns;
    private final RedactionDetectors detectors;
    private int users;

    private RedactionRuntime(RedactionSettings settings) {
        this.settings = settings;
        int threads = settings.threads();
        this.turns =
                new Semaphore(
                        threads > 0 ? threads : Runtime.getRuntime().availableProcessors(), true);
        this.detectors = new RedactionDetectors(settings);
    }

    /** Joins the runtime of these settings, or starts it; loads nothing. To be {@link #leave}d. */
    public static RedactionRuntime join(RedactionSettings settings) {
        synchronized (RUNNING) {
            RedactionRuntime runtime = RUNNING.computeIfAbsent(settings, RedactionRuntime::new);
            runtime.users++;
            return runtime;
        }
    }

    /** Ends one use; the last one closes the detectors, after looks that are under way. */
    public void leave() {
        synchronized (RUNNING) {
            users--;
            if (users > 0) {
                return;
            }
            RUNNING.remove(settings, this);
        }
        detectors.close();
    }

    /**
     * What redacts the frames of a source.
     *
     * @throws IOException when what the source asks for cannot be found with the models there are;
     *     names the cure
     */
    public Redactor redactor(SourceDefinition source, RedactionMonitor monitor) throws IOException {
        Redaction redaction =
                source.redaction() == null
                        ? new Redaction(null, null, null, null, null)
                        : source.redaction();
        try {
            return new Redactor(
                    detectors.finders(source, redaction),
                    new Redactor.Always(
                            NormalizedPolygons.flat(redaction.regions()), how(redaction.method())),
                    settings,
                    turns,
                    monitor);
        } catch (RuntimeException e) {
            throw new IOException("redaction is not possible: " + e.getMessage(), e);
        }
    }

    private static Concealment how(RedactionMethod method) {
        return switch (method) {
            case BLUR -> Concealment.BLUR;
            case PIXELATE -> Concealment.PIXELATE;
            case FILL -> Concealment.FILL;
        };
    }
}
