package ke.co.datacraft.cv.bridge.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;

/**
 * Credentials that were found good a moment ago, since checking a signature costs more than
 * answering most requests. Bounded; nothing counts past its own end.
 */
final class VerifiedCache {

    static final int MAX_ENTRIES = 10_000;

    /** So long a token may count after its key was taken away. */
    static final Duration TIME_TO_LIVE = Duration.ofSeconds(60);

    private final Clock clock;
    private final Cache<String, VerifiedCredential> entries;

    /**
     * @param clock what time it is
     * @param ticker nanoseconds
     */
    VerifiedCache(Clock clock, Ticker ticker) {
        this.clock = clock;
        this.entries =
                Caffeine.newBuilder()
                        .maximumSize(MAX_ENTRIES)
                        .expireAfterWrite(TIME_TO_LIVE)
                        .ticker(ticker)
                        .build();
    }

    /** What a secret stands for, or null where that is to be checked. */
    VerifiedCredential get(String secret) {
        VerifiedCredential credential = entries.getIfPresent(secret);
        return credential != null && credential.expiresAt().isAfter(clock.instant())
                ? credential
                : null;
    }

    void put(String secret, VerifiedCredential credential) {
        entries.put(secret, credential);
    }

    long size() {
        entries.cleanUp();
        return entries.estimatedSize();
    }
}
