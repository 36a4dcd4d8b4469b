package ke.co.datacraft.cv.bridge.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.util.List;
import ke.co.datacraft.cv.bridge.settings.JwtKeys;

/** Where the keys that signatures are checked with come from. */
final class VerificationKeys {

    private static final int CONNECT_MILLIS = 2000;
    private static final int READ_MILLIS = 3000;
    private static final int MAX_BYTES = 256 * 1024;

    /** Longest wait of a request while another one fetches the set. */
    private static final long REFRESH_MILLIS = 8000;

    /** An unknown key id may cause a fetch so often, whoever sends it. */
    private static final long MIN_INTERVAL_MILLIS = 30_000;

    private VerificationKeys() {}

    static JWSAlgorithm algorithm(JwtKeys keys) {
        return keys instanceof JwtKeys.SharedSecrets ? JWSAlgorithm.HS256 : JWSAlgorithm.RS256;
    }

    static JWKSource<SecurityContext> source(JwtKeys keys) {
        if (keys instanceof JwtKeys.SharedSecrets shared) {
            List<JWK> secrets =
                    shared.secrets().stream()
                            .<JWK>map(secret -> new OctetSequenceKey.Builder(secret).build())
                            .toList();
            return new ImmutableJWKSet<>(new JWKSet(secrets));
        }
        if (keys instanceof JwtKeys.PublicKeyFile file) {
            return new ImmutableJWKSet<>(new JWKSet(new RSAKey.Builder(file.key()).build()));
        }
        return published((JwtKeys.KeySetUrl) keys);
    }

    /** After the time to live nothing counts that was not fetched anew: it fails closed. */
    private static JWKSource<SecurityContext> published(JwtKeys.KeySetUrl keys) {
        try {
            return JWKSourceBuilder.create(
                            keys.url().toURL(),
                            new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES))
                    .cache(keys.timeToLive().toMillis(), REFRESH_MILLIS)
                    .refreshAheadCache(false)
                    .rateLimited(Math.min(MIN_INTERVAL_MILLIS, keys.timeToLive().toMillis() / 2))
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("The settings let a wrong URL pass", e);
        }
    }
}
