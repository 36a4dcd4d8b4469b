package ke.co.datacraft.cv.bridge.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Set;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.settings.JwtKeys;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;

/** Issues tokens that the bridge accepts, for {@code ./cv token} and the demo. */
public final class TokenIssuer {

    private final JwtSettings settings;
    private final Clock clock;
    private final JWSAlgorithm algorithm;
    private final JWSSigner signer;

    /**
     * @param settings with the secret, or the private key
     * @param clock what time it is
     * @throws IllegalArgumentException with the cure when there is no key to sign with
     */
    public TokenIssuer(JwtSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.algorithm = VerificationKeys.of(settings.keys()).algorithm();
        this.signer = signer(settings);
    }

    private static JWSSigner signer(JwtSettings settings) {
        if (settings.keys() instanceof JwtKeys.SharedSecrets shared) {
            try {
                return new MACSigner(shared.current());
            } catch (JOSEException e) {
                throw new IllegalArgumentException("The secret cannot be used: " + e.getMessage());
            }
        }
        return new RSASSASigner(
                settings.signingKey()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "With RS256 a token is signed with a private key:"
                                                        + " set CV_JWT_PRIVATE_KEY_FILE, or get"
                                                        + " tokens from the identity provider")));
    }

    /**
     * Issues a token.
     *
     * @param tenant whose data it opens
     * @param subject user or service, 1 to 100 characters
     * @param roles at least one
     * @param lifetime how long it counts; the configured time when null
     * @return the token in its compact form
     * @throws IllegalArgumentException when a value is none that the bridge would accept
     */
    public String issue(String tenant, String subject, Set<Role> roles, Duration lifetime) {
        if (!TokenClaims.isTenant(tenant)) {
            throw new IllegalArgumentException(
                    "A tenant has a name of 1 to 100 characters, none of them a control character");
        }
        if (subject.isBlank() || roles.isEmpty()) {
            throw new IllegalArgumentException("A token needs a subject and at least one role");
        }
        Instant now = clock.instant();
        Duration time = lifetime == null ? settings.times().lifetime() : lifetime;
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .subject(subject)
                        .claim(TokenClaims.TENANT, tenant)
                        .claim(TokenClaims.ROLES, roles.stream().map(Role::word).sorted().toList())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(time)))
                        .jwtID(UUID.randomUUID().toString());
        settings.issuer().ifPresent(claims::issuer);
        settings.audience().ifPresent(claims::audience);
        return sign(claims.build());
    }

    private String sign(JWTClaimsSet claims) {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(algorithm).type(JOSEObjectType.JWT).build(), claims);
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("The token cannot be signed", e);
        }
        return token.serialize();
    }
}
