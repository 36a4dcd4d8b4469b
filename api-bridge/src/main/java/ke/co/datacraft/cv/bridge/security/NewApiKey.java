package ke.co.datacraft.cv.bridge.security;

import java.time.Instant;
import java.util.Set;
import ke.co.datacraft.cv.bridge.http.Role;

/**
 * An API key to make.
 *
 * @param tenant whose data it opens
 * @param name what it is for, 1 to 100 characters
 * @param roles what it may do
 * @param createdBy who makes it, 1 to 100 characters
 * @param expiresAt when it ends; null for never
 */
public record NewApiKey(
        String tenant, String name, Set<Role> roles, String createdBy, Instant expiresAt) {

    /** Checks what the database would refuse. */
    public NewApiKey {
        if (!TokenClaims.isTenant(tenant)) {
            throw new IllegalArgumentException(
                    "A tenant has a name of 1 to 100 characters, none of them a control character");
        }
        if (roles.isEmpty()) {
            throw new IllegalArgumentException("An API key needs at least one role");
        }
        roles = Set.copyOf(roles);
    }
}
