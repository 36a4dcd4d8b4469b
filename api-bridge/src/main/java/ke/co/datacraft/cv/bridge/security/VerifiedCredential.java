package ke.co.datacraft.cv.bridge.security;

import java.time.Instant;
import ke.co.datacraft.cv.bridge.http.Principal;

/**
 * A credential that was found good.
 *
 * @param principal who it stands for
 * @param expiresAt when it ends; {@link Instant#MAX} for never
 */
record VerifiedCredential(Principal principal, Instant expiresAt) {}
