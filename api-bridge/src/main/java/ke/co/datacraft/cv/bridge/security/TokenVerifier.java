package ke.co.datacraft.cv.bridge.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.Date;
import java.util.Set;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;

/**
 * Checks tokens: signature by the one configured algorithm, times, issuer, audience, claims.
 *
 * <p>The algorithm is chosen by the settings, never by the token (RFC 8725, section 3.1), so
 * neither {@code none} nor a public key taken for an HMAC secret gets anywhere.
 */
final class TokenVerifier {

    private static final int MAX_LENGTH = 8192;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final VerificationKeys keys;

    /**
     * @param settings which tokens count
     * @param clock what time it is
     */
    TokenVerifier(JwtSettings settings, Clock clock) {
        keys = VerificationKeys.of(settings.keys());
        processor.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(
                        JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
        processor.setJWSKeySelector(
                new JWSVerificationKeySelector<>(keys.algorithm(), keys.source()));
        processor.setJWTClaimsSetVerifier(claimsVerifier(settings, clock));
    }

    private static DefaultJWTClaimsVerifier<SecurityContext> claimsVerifier(
            JwtSettings settings, Clock clock) {
        JWTClaimsSet.Builder exact = new JWTClaimsSet.Builder();
        settings.issuer().ifPresent(exact::issuer);
        Set<String> audiences = settings.audience().map(name -> Set.of(name)).orElse(null);
        DefaultJWTClaimsVerifier<SecurityContext> verifier =
                new DefaultJWTClaimsVerifier<SecurityContext>(
                        audiences,
                        exact.build(),
                        Set.of("exp", "sub", TokenClaims.TENANT, TokenClaims.ROLES),
                        null) {
                    @Override
                    protected Date currentTime() {
                        return Date.from(clock.instant());
                    }
                };
        verifier.setMaxClockSkew((int) settings.times().clockSkew().toSeconds());
        return verifier;
    }

    /**
     * Checks a token.
     *
     * @throws BadCredentials when it does not count
     * @throws ApiError {@link ErrorCode#DEPENDENCY_UNAVAILABLE} when the keys cannot be fetched
     */
    VerifiedCredential verify(String token) throws BadCredentials {
        if (token.length() > MAX_LENGTH) {
            throw new BadCredentials("the token is longer than " + MAX_LENGTH + " characters");
        }
        return TokenClaims.credential(claims(token), Digests.credentialId("jwt", token));
    }

    private JWTClaimsSet claims(String token) throws BadCredentials {
        try {
            return processor.process(token, null);
        } catch (KeySourceException e) {
            // A fetch may be refused as one was made a moment ago; then the key is unknown.
            if (e instanceof RateLimitReachedException && keys.areAtHand()) {
                throw new BadCredentials("the token's key is unknown");
            }
            throw new ApiError(
                            ErrorCode.DEPENDENCY_UNAVAILABLE,
                            "The keys that tokens are checked with cannot be fetched",
                            e)
                    .cure("Send the request again when the identity provider is back")
                    .retryAfter(RETRY_AFTER_SECONDS);
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new BadCredentials(String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // A parser that stumbles over hostile input must not become a fault of ours.
            throw new BadCredentials("the token cannot be read: " + e.getClass().getSimpleName());
        }
    }
}
