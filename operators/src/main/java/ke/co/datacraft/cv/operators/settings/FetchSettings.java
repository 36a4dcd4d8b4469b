package ke.co.datacraft.cv.operators.settings;

import java.io.Serializable;
import java.time.Duration;
import java.util.List;

/**
 * Where bytes may come from and how long to try.
 *
 * @param allowedRoots folders that {@code file:} URIs may point into; empty refuses all of them
 * @param allowPrivateAddresses whether {@code http(s):} may reach private, loopback and link-local
 *     addresses
 * @param s3 object storage; null refuses {@code s3:}
 * @param fetchThreads fetches that run at once
 * @param connectTimeout for one connection
 * @param requestTimeout for one attempt
 * @param maxAttempts tries for what can pass, at least 1
 * @param initialBackoff wait before the second try; it doubles from try to try, with jitter
 * @param maxBackoff longest wait
 */
public record FetchSettings(
        List<String> allowedRoots,
        boolean allowPrivateAddresses,
        S3Settings s3,
        int fetchThreads,
        Duration connectTimeout,
        Duration requestTimeout,
        int maxAttempts,
        Duration initialBackoff,
        Duration maxBackoff)
        implements Serializable {}
