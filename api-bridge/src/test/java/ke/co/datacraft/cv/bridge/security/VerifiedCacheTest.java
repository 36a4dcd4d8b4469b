package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;
import org.junit.jupiter.api.Test;

class VerifiedCacheTest {

    private final TestingTime time = new TestingTime();
    private final VerifiedCache cache = new VerifiedCache(time, time);

    @Test
    void aTokenIsRememberedForAMinute() {
        cache.put("token", until(Instant.MAX));
        time.pass(Duration.ofSeconds(59));
        assertThat(cache.get("token")).isNotNull();
        assertThat(cache.get("tokeN")).isNull();
        time.pass(Duration.ofSeconds(2));
        assertThat(cache.get("token")).isNull();
    }

    @Test
    void neverPastItsEnd() {
        cache.put("token", until(time.instant().plusSeconds(10)));
        time.pass(Duration.ofSeconds(9));
        assertThat(cache.get("token")).isNotNull();
        time.pass(Duration.ofSeconds(1));
        assertThat(cache.get("token")).isNull();
    }

    @Test
    void alsoWhenTheClockIsSetForward() {
        cache.put("token", until(time.instant().plusSeconds(10)));
        time.set(time.instant().plusSeconds(60));
        assertThat(cache.get("token")).isNull();
    }

    @Test
    void itIsBounded() {
        for (int i = 0; i < VerifiedCache.MAX_ENTRIES + 5000; i++) {
            cache.put("token " + i, until(Instant.MAX));
        }
        assertThat(cache.size()).isLessThanOrEqualTo(VerifiedCache.MAX_ENTRIES);
    }

    private static VerifiedCredential until(Instant end) {
        return new VerifiedCredential(
                new Principal("acme", "ann", Set.of(Role.VIEWER), "jwt:1"), end);
    }
}
