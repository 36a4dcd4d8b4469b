package ke.co.datacraft.cv.bridge.model;

import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.contracts.ModelShare;

/**
 * A model as clients see it.
 *
 * @param name name in the model repository
 * @param activeVersion what serves; null while the configured default does
 * @param canary what serves a share instead, or null
 * @param shadow what analyses a share as well, or null
 * @param updatedBy who ordered that, or null
 * @param updatedAt when, or null
 * @param versions versions that are known
 */
record ModelView(
        String name,
        String activeVersion,
        ModelShare canary,
        ModelShare shadow,
        String updatedBy,
        Instant updatedAt,
        List<Version> versions) {

    /**
     * A version of a model.
     *
     * @param version which
     * @param state what it does: {@code active}, {@code canary}, {@code shadow} or {@code inactive}
     * @param sha256 digest of its file, or null
     * @param results how many of the tenant's newest results it made
     * @param lastUsedAt when it made the last of them, or null
     */
    record Version(String version, String state, String sha256, Long results, Instant lastUsedAt) {}
}
