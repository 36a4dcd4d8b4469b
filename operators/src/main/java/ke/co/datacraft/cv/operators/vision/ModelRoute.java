package ke.co.datacraft.cv.operators.vision;

import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ModelActivation;
import ke.co.datacraft.cv.contracts.ModelShare;
import ke.co.datacraft.cv.operators.record.ModelChoice;

/**
 * An activation in effect.
 *
 * @param activation what serves
 * @param previousVersion what to take when that cannot be loaded; null for the repository's own
 *     choice
 * @param leases keep its models loaded
 */
record ModelRoute(ModelActivation activation, String previousVersion, List<ModelLease> leases) {

    /** The bits of a name-based UUID before its version number. */
    private static final int HASH_SHIFT = 16;

    private static final double HASH_RANGE = 1L << (Long.SIZE - HASH_SHIFT);

    /** Whether all references get the same. */
    boolean isUniform() {
        return activation.canary() == null
                && (activation.shadow() == null || activation.shadow().share() >= 1);
    }

    /** What a reference gets: the same every time, whatever came before it. */
    ModelChoice choose(UUID referenceId) {
        ModelShare canary = activation.canary();
        ModelShare shadow = activation.shadow();
        String shadowVersion =
                shadow != null && isWithin("shadow", shadow.share(), referenceId)
                        ? shadow.version()
                        : null;
        if (canary != null && isWithin("canary", canary.share(), referenceId)) {
            return new ModelChoice(canary.version(), activation.version(), shadowVersion);
        }
        return new ModelChoice(activation.version(), previousVersion, shadowVersion);
    }

    /** A larger share holds every reference of a smaller one. */
    private boolean isWithin(String role, double share, UUID referenceId) {
        UUID hash = Identifiers.nameBased(role, activation.model(), String.valueOf(referenceId));
        return (hash.getMostSignificantBits() >>> HASH_SHIFT) / HASH_RANGE < share;
    }

    void release() {
        leases.forEach(ModelLease::close);
    }
}
