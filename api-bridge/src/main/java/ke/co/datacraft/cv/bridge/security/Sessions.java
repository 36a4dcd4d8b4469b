package ke.co.datacraft.cv.bridge.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.settings.AccessSettings;
import ke.co.datacraft.cv.bridge.settings.JwtKeys;

/**
 * What a browser's session cookie holds: the caller, signed with a key that no token is signed
 * with, so that neither passes for the other. The credential itself is not in it.
 */
final class Sessions {

    private static final String CREDENTIAL = "credential";
    private static final String CREDENTIAL_END = "credential_end";
    private static final int RANDOM_BYTES = 32;

    private final byte[] key;
    private final Duration lifetime;
    private final Clock clock;

    /**
     * @param settings how long they last, and the secret where one is set
     * @param keys keys of the tokens, of which the secret is derived otherwise
     * @param clock what time it is
     */
    Sessions(AccessSettings.Sessions settings, JwtKeys keys, Clock clock) {
        this.key = Digests.derive(secret(settings, keys), "browser session");
        this.lifetime = settings.lifetime();
        this.clock = clock;
    }

    private static byte[] secret(AccessSettings.Sessions settings, JwtKeys keys) {
        if (settings.secret() != null) {
            return settings.secret();
        }
        if (keys instanceof JwtKeys.SharedSecrets shared && !shared.secrets().isEmpty()) {
            return shared.current();
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        return random;
    }

    /**
     * A signed session.
     *
     * @param text value of the cookie
     * @param expiresAt when it ends
     */
    record Session(String text, Instant expiresAt) {}

    /**
     * A caller who came by a session.
     *
     * @param credential the caller, until the session ends
     * @param credentialEnd until when the session may be renewed
     */
    record Holder(VerifiedCredential credential, Instant credentialEnd) {}

    /**
     * A session for a caller.
     *
     * @param credential the caller
     * @param end when what the caller signed in with ends
     */
    Session open(VerifiedCredential credential, Instant end) {
        Instant now = clock.instant();
        Instant mayLast = now.plus(lifetime);
        Instant until = end.isBefore(mayLast) ? end : mayLast;
        JWTClaimsSet.Builder claims =
                new JWTClaimsSet.Builder()
                        .subject(credential.principal().subject())
                        .claim(TokenClaims.TENANT, credential.principal().tenant())
                        .claim(
                                TokenClaims.ROLES,
                                credential.principal().roles().stream()
                                        .map(Role::word)
                                        .sorted()
                                        .toList())
                        .claim(CREDENTIAL, credential.principal().credentialId())
                        .expirationTime(Date.from(until));
        if (!end.equals(Instant.MAX)) {
            claims.claim(CREDENTIAL_END, end.getEpochSecond());
        }
        return new Session(sign(claims.build()), until);
    }

    private String sign(JWTClaimsSet claims) {
        try {
            SignedJWT session = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
            session.sign(new MACSigner(key));
            return session.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("The session cannot be signed", e);
        }
    }

    /** The holder of a session; empty when it has ended or is none of ours. */
    Optional<Holder> read(String text) {
        try {
            SignedJWT session = SignedJWT.parse(text);
            if (!JWSAlgorithm.HS256.equals(session.getHeader().getAlgorithm())
                    || !session.verify(new MACVerifier(key))) {
                return Optional.empty();
            }
            JWTClaimsSet claims = session.getJWTClaimsSet();
            VerifiedCredential credential =
                    TokenClaims.credential(claims, claims.getStringClaim(CREDENTIAL));
            Long end = claims.getLongClaim(CREDENTIAL_END);
            return credential.expiresAt().isAfter(clock.instant())
                    ? Optional.of(
                            new Holder(
                                    credential,
                                    end == null ? Instant.MAX : Instant.ofEpochSecond(end)))
                    : Optional.empty();
        } catch (ParseException | JOSEException | BadCredentials | RuntimeException e) {
            return Optional.empty();
        }
    }
}
