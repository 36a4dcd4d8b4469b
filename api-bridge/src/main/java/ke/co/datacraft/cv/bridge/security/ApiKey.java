package ke.co.datacraft.cv.bridge.security;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An API key as its owner sees it, without the key itself.
 *
 * @param id identity
 * @param name what it is for
 * @param prefix its first characters
 * @param roles words of its roles
 * @param createdBy who made it
 * @param createdAt when it was made
 * @param expiresAt when it ends, or null
 * @param lastUsedAt when it was last used, to the minute; null when never
 * @param revokedAt when it was revoked, or null
 */
public record ApiKey(
        UUID id,
        String name,
        String prefix,
        List<String> roles,
        String createdBy,
        Instant createdAt,
        Instant expiresAt,
        Instant lastUsedAt,
        Instant revokedAt) {}
