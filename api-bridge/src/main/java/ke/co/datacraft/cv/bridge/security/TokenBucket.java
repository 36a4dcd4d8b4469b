package ke.co.datacraft.cv.bridge.security;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket of one minute: as many permits as a minute brings can be saved up, and they come
 * back evenly. Kept as the time at which the bucket would be full again (the generic cell rate
 * algorithm of ITU-T I.371), so that callers need no lock.
 */
final class TokenBucket {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final long period;
    private final AtomicLong fullAt;

    /**
     * @param perMinute permits per minute, 1 or more; a bucket begins full
     * @param now {@link System#nanoTime()}, or what stands for it
     */
    TokenBucket(int perMinute, long now) {
        this.period = MINUTE / perMinute;
        this.fullAt = new AtomicLong(now);
    }

    /** Nanoseconds until there is a permit; 0 when there is one. Takes none. */
    long peek(long now) {
        return missing(fullAt.get(), now);
    }

    /** Takes a permit and returns 0, or returns the nanoseconds until there is one. */
    long take(long now) {
        while (true) {
            long full = fullAt.get();
            long missing = missing(full, now);
            if (missing > 0) {
                return missing;
            }
            long begin = full - now > 0 ? full : now;
            if (fullAt.compareAndSet(full, begin + period)) {
                return 0;
            }
        }
    }

    private long missing(long full, long now) {
        return Math.max(0, full - now - (MINUTE - period));
    }
}
