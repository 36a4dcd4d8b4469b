package ke.co.datacraft.cv.operators.camera;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.DoubleConsumer;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionKind;
import ke.co.datacraft.cv.operators.camera.redaction.RedactionMonitor;

/** What was redacted in the frames of one camera. Any thread may tell and ask. */
final class RedactionCounts {

    private final AtomicLongArray boxes = new AtomicLongArray(RedactionKind.values().length);
    private final AtomicLong failures = new AtomicLong();

    /** Boxes that were hidden for one reason. */
    long of(RedactionKind kind) {
        return boxes.get(kind.ordinal());
    }

    /** Frames that could not be redacted. */
    long failures() {
        return failures.get();
    }

    /**
     * What counts here.
     *
     * @param seconds is told how long each search took
     */
    RedactionMonitor monitor(DoubleConsumer seconds) {
        return new RedactionMonitor() {
            @Override
            public void hidden(RedactionKind kind, int count) {
                boxes.addAndGet(kind.ordinal(), count);
            }

            @Override
            public void failed() {
                failures.incrementAndGet();
            }

            @Override
            public void took(double value) {
                seconds.accept(value);
            }
        };
    }
}
