package ke.co.datacraft.cv.bridge.security;

import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Time that stands still until a test moves it, for whatever tells it. */
final class TestingTime extends Clock implements Ticker {

    private Instant now = Instant.parse("2026-06-01T12:00:00Z");
    private long nanos;

    void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    /** Moves the clock alone, as an administrator or a time server does. */
    void set(Instant time) {
        now = time;
    }

    @Override
    public long read() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
