package ke.co.datacraft.cv.bridge.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * A {@link TokenBucket} for each key. A bucket that was left alone for the minute in which it fills
 * up is forgotten, and so are the least used ones where there are too many: the memory is bounded.
 */
final class RateLimiter {

    static final int MAX_KEYS = 100_000;
    private static final Duration FULL_AGAIN = Duration.ofMinutes(1);

    private final int perMinute;
    private final Ticker ticker;
    private final Cache<String, TokenBucket> buckets;

    /**
     * @param perMinute permits per minute and key; 0 for no limit
     * @param ticker nanoseconds
     */
    RateLimiter(int perMinute, Ticker ticker) {
        this.perMinute = perMinute;
        this.ticker = ticker;
        this.buckets =
                Caffeine.newBuilder()
                        .maximumSize(MAX_KEYS)
                        .expireAfterAccess(FULL_AGAIN)
                        .ticker(ticker)
                        .build();
    }

    /**
     * Takes a permit.
     *
     * @return 0, or the whole seconds after which to come again
     */
    int take(String key) {
        if (perMinute == 0) {
            return 0;
        }
        long now = ticker.read();
        return seconds(bucket(key, now).take(now));
    }

    /**
     * Whether there is a permit, without taking it.
     *
     * @return 0, or the whole seconds after which to come again
     */
    int peek(String key) {
        TokenBucket bucket = perMinute == 0 ? null : buckets.getIfPresent(key);
        return bucket == null ? 0 : seconds(bucket.peek(ticker.read()));
    }

    /** How many keys are remembered. */
    long size() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private TokenBucket bucket(String key, long now) {
        return buckets.get(key, none -> new TokenBucket(perMinute, now));
    }

    private static int seconds(long nanos) {
        return (int) Math.ceil(nanos / 1e9);
    }
}
