package ke.co.datacraft.cv.bridge.http;

import java.util.Set;

/**
 * Who asks.
 *
 * @param tenant whose data the caller sees
 * @param subject user or service, 1 to 100 characters
 * @param roles what it may do
 * @param credentialId identity of the token or key, for limits and the audit; never the secret
 */
public record Principal(String tenant, String subject, Set<Role> roles, String credentialId) {

    /** Copies the roles. */
    public Principal {
        roles = Set.copyOf(roles);
    }
}
