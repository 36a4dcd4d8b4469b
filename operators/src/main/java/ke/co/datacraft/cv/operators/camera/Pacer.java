package ke.co.datacraft.cv.operators.camera;

import java.util.concurrent.TimeUnit;

/** Holds a recording back to the pace at which it was taken. */
final class Pacer {

    private boolean begun;
    private long originNanos;

    /** Waits until the frame is due. A source that was late does not hurry to make up for it. */
    void await(long mediaNanos) throws InterruptedException {
        long now = System.nanoTime();
        if (!begun || now - originNanos > mediaNanos) {
            begun = true;
            originNanos = now - mediaNanos;
            return;
        }
        TimeUnit.NANOSECONDS.sleep(mediaNanos - (now - originNanos));
    }
}
