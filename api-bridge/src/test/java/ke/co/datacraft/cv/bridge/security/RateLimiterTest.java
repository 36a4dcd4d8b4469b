package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private final TestingTime time = new TestingTime();

    @Test
    void aMinutesPermitsMayBeUsedAtOnceAndComeBackEvenly() {
        RateLimiter limiter = new RateLimiter(6, time);
        for (int i = 0; i < 6; i++) {
            assertThat(limiter.take("a")).isZero();
        }
        assertThat(limiter.take("a")).isEqualTo(10);
        assertThat(limiter.take("b")).isZero();

        time.pass(Duration.ofMillis(9_500));
        assertThat(limiter.take("a")).isEqualTo(1);
        time.pass(Duration.ofMillis(500));
        assertThat(limiter.take("a")).isZero();
        assertThat(limiter.take("a")).isEqualTo(10);

        time.pass(Duration.ofMinutes(10));
        for (int i = 0; i < 6; i++) {
            assertThat(limiter.take("a")).isZero();
        }
        assertThat(limiter.take("a")).isEqualTo(10);
    }

    @Test
    void lookingTakesNothing() {
        RateLimiter limiter = new RateLimiter(1, time);
        assertThat(limiter.peek("a")).isZero();
        assertThat(limiter.peek("a")).isZero();
        assertThat(limiter.take("a")).isZero();
        assertThat(limiter.peek("a")).isEqualTo(60);
    }

    @Test
    void zeroIsNoLimit() {
        RateLimiter limiter = new RateLimiter(0, time);
        assertThat(IntStream.range(0, 1000).map(i -> limiter.take("a")).sum()).isZero();
        assertThat(limiter.peek("a")).isZero();
    }

    @Test
    void manyKeysTakeBoundedMemoryAndAreForgotten() {
        RateLimiter limiter = new RateLimiter(10, time);
        for (int i = 0; i < RateLimiter.MAX_KEYS + 50_000; i++) {
            limiter.take("address " + i);
        }
        assertThat(limiter.size()).isLessThanOrEqualTo(RateLimiter.MAX_KEYS);

        time.pass(Duration.ofMinutes(2));
        // What has expired goes bit by bit, with each upkeep.
        long left = limiter.size();
        for (int i = 0; i < 1000 && left > 0; i++) {
            left = limiter.size();
        }
        assertThat(left).isZero();
    }

    @Test
    void threadsTogetherGetNoMoreThanTheLimit() throws Exception {
        RateLimiter limiter = new RateLimiter(1000, time);
        AtomicInteger granted = new AtomicInteger();
        Callable<Void> caller =
                () -> {
                    for (int i = 0; i < 1000; i++) {
                        if (limiter.take("shared") == 0) {
                            granted.incrementAndGet();
                        }
                    }
                    return null;
                };
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<Void> done : threads.invokeAll(List.of(caller, caller, caller, caller))) {
                done.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(granted).hasValue(1000);
    }

    @Test
    void theClockMayBeNegative() {
        TokenBucket bucket = new TokenBucket(2, Long.MIN_VALUE / 2);
        assertThat(bucket.take(Long.MIN_VALUE / 2)).isZero();
        assertThat(bucket.take(Long.MIN_VALUE / 2)).isZero();
        assertThat(bucket.take(Long.MIN_VALUE / 2)).isEqualTo(30_000_000_000L);
    }
}
