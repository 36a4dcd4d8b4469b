package ke.co.datacraft.cv.bridge.image;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;

/** Lets a few do something costly at once, some more wait for their turn, and sends others away. */
final class Turns {

    private static final int RETRY_AFTER_SECONDS = 2;

    private final Semaphore running;
    private final Semaphore admitted;
    private final int places;
    private final Duration patience;

    /**
     * @param atOnce how many work
     * @param waiting how many may wait
     * @param patience how long
     */
    Turns(int atOnce, int waiting, Duration patience) {
        this.running = new Semaphore(atOnce, true);
        this.places = atOnce + waiting;
        this.admitted = new Semaphore(places);
        this.patience = patience;
    }

    /** How many work or wait. */
    int underWay() {
        return places - admitted.availablePermits();
    }

    /**
     * Does it when its turn comes.
     *
     * @throws ApiError {@link ErrorCode#BUSY}
     */
    <T> T take(Callable<T> work) throws Exception {
        if (!admitted.tryAcquire()) {
            throw busy();
        }
        try {
            if (!running.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
            try {
                return work.call();
            } finally {
                running.release();
            }
        } finally {
            admitted.release();
        }
    }

    private static ApiError busy() {
        return new ApiError(ErrorCode.BUSY, "Too many pictures are being drawn")
                .cure("Ask again, or raise CV_PICTURE_THREADS")
                .retryAfter(RETRY_AFTER_SECONDS);
    }
}
