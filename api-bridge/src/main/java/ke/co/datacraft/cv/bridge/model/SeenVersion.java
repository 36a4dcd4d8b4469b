package ke.co.datacraft.cv.bridge.model;

import java.time.Instant;

/**
 * A version that made results for a tenant.
 *
 * @param model name in the model repository
 * @param version version
 * @param sha256 digest of its file, or null
 * @param results how many of the tenant's newest
 * @param lastUsedAt when it made the last of them
 */
record SeenVersion(String model, String version, String sha256, long results, Instant lastUsedAt) {}
