package ke.co.datacraft.cv.operators.camera.redaction;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.opencv.Concealment;
import ke.co.datacraft.cv.inference.opencv.FrameEncoder;
import ke.co.datacraft.cv.inference.opencv.FrameEncoder.Concealed;

/**
 * Tells what must not be seen in the frames of one source, in their order; for its capture thread.
 * A frame that cannot be looked at is refused, so that it is not stored.
 */
public final class Redactor implements FrameEncoder.Look {

    private static final double NANOS = 1e9;

    /** Detectors place the edges of small things by guess. */
    private static final float LEAST_MARGIN = 2;

    private final List<Finder> finders;
    private final List<double[]> regions;
    private final Concealment how;
    private final float margin;
    private final Semaphore turns;
    private final RedactionMonitor monitor;
    private final Map<RedactionKind, HeldBoxes> held = new EnumMap<>(RedactionKind.class);

    /**
     * What is always hidden, and how.
     *
     * @param regions polygons {@code x0, y0, …}, normalised
     */
    record Always(List<double[]> regions, Concealment how) {}

    /**
     * @param finders look at each frame; none where only regions are hidden
     * @param turns bounds the looks at once
     */
    Redactor(
            List<Finder> finders,
            Always always,
            RedactionSettings settings,
            Semaphore turns,
            RedactionMonitor monitor) {
        this.finders = List.copyOf(finders);
        this.regions = always.regions();
        this.how = always.how();
        this.margin = (float) settings.margin();
        this.turns = turns;
        this.monitor = monitor;
        for (RedactionKind kind : RedactionKind.values()) {
            held.put(kind, new HeldBoxes(settings.holdFrames()));
        }
    }

    @Override
    public Concealed at(DecodedImage image) throws IOException {
        if (finders.isEmpty()) {
            return new Concealed(List.of(), regions, how);
        }
        long begun = System.nanoTime();
        Finds finds = find(image);
        monitor.took((System.nanoTime() - begun) / NANOS);
        if (finds.isFull()) {
            // Which of so many were left out nobody knows.
            BoundingBox whole = new BoundingBox(0, 0, image.width(), image.height());
            return new Concealed(List.of(whole), List.of(), how);
        }
        return new Concealed(boxes(finds, image.width()), regions, how);
    }

    private Finds find(DecodedImage image) throws IOException {
        try {
            turns.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("capture was ended");
        }
        try {
            Finds finds = new Finds();
            for (Finder finder : finders) {
                finder.find(image, finds);
            }
            return finds;
        } catch (RuntimeException e) {
            monitor.failed();
            throw new RedactionException(
                    e instanceof CompletionException && e.getCause() != null ? e.getCause() : e);
        } finally {
            turns.release();
        }
    }

    private List<BoundingBox> boxes(Finds finds, float width) {
        List<BoundingBox> boxes = new ArrayList<>();
        int kept = 0;
        for (RedactionKind kind : RedactionKind.values()) {
            List<BoundingBox> found =
                    finds.boxes().getOrDefault(kind, List.of()).stream().map(this::grown).toList();
            if (!found.isEmpty()) {
                monitor.hidden(kind, found.size());
            }
            boxes.addAll(found);
            // In shares of the width: frames of a source may change their size.
            List<BoundingBox> missing =
                    held.get(kind).step(found.stream().map(box -> scaled(box, 1 / width)).toList());
            missing.forEach(box -> boxes.add(scaled(box, width)));
            kept += missing.size();
        }
        if (kept > 0) {
            monitor.hidden(RedactionKind.HELD, kept);
        }
        return boxes;
    }

    private BoundingBox grown(BoundingBox box) {
        float x = Math.max(LEAST_MARGIN, margin * box.width());
        float y = Math.max(LEAST_MARGIN, margin * box.height());
        return new BoundingBox(box.x() - x, box.y() - y, box.width() + 2 * x, box.height() + 2 * y);
    }

    private static BoundingBox scaled(BoundingBox box, float factor) {
        return new BoundingBox(
                box.x() * factor, box.y() * factor, box.width() * factor, box.height() * factor);
    }
}
