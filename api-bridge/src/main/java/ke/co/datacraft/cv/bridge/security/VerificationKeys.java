package ke.co.datacraft.cv.bridge.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.net.MalformedURLException;
import java.time.Duration;
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

    private final JWSAlgorithm algorithm;
    private final JWKSource<SecurityContext> source;
    private final FetchedSet fetched;

    private VerificationKeys(
            JWSAlgorithm algorithm, JWKSource<SecurityContext> source, FetchedSet fetched) {
        this.algorithm = algorithm;
        this.source = source;
        this.fetched = fetched;
    }

    static VerificationKeys of(JwtKeys keys) {
        if (keys instanceof JwtKeys.SharedSecrets shared) {
            List<JWK> secrets =
                    shared.secrets().stream()
                            .<JWK>map(secret -> new OctetSequenceKey.Builder(secret).build())
                            .toList();
            return new VerificationKeys(JWSAlgorithm.HS256, fixed(secrets), null);
        }
        if (keys instanceof JwtKeys.PublicKeyFile file) {
            List<JWK> key = List.of(new RSAKey.Builder(file.key()).build());
            return new VerificationKeys(JWSAlgorithm.RS256, fixed(key), null);
        }
        return published((JwtKeys.KeySetUrl) keys);
    }

    private static JWKSource<SecurityContext> fixed(List<JWK> keys) {
        return new ImmutableJWKSet<>(new JWKSet(keys));
    }

    /** After the time to live nothing counts that was not fetched anew: it fails closed. */
    private static VerificationKeys published(JwtKeys.KeySetUrl keys) {
        long timeToLive = keys.timeToLive().toMillis();
        FetchedSet fetched = new FetchedSet(url(keys), keys.timeToLive());
        JWKSource<SecurityContext> source =
                JWKSourceBuilder.create(fetched)
                        .cache(timeToLive, REFRESH_MILLIS)
                        .refreshAheadCache(false)
                        .rateLimited(Math.min(MIN_INTERVAL_MILLIS, timeToLive / 2))
                        .build();
        return new VerificationKeys(JWSAlgorithm.RS256, source, fetched);
    }

    private static JWKSetSource<SecurityContext> url(JwtKeys.KeySetUrl keys) {
        try {
            return new URLBasedJWKSetSource<>(
                    keys.url().toURL(),
                    new DefaultResourceRetriever(CONNECT_MILLIS, READ_MILLIS, MAX_BYTES));
        } catch (MalformedURLException e) {
            throw new IllegalStateException("The settings let a wrong URL pass", e);
        }
    }

    /** The one algorithm that counts. */
    JWSAlgorithm algorithm() {
        return algorithm;
    }

    /** The keys. */
    JWKSource<SecurityContext> source() {
        return source;
    }

    /** Whether the keys are at hand, so that one that is not among them is none. */
    boolean areAtHand() {
        return fetched == null || fetched.isFresh();
    }

    /** A key set that remembers when it was last fetched. */
    private static final class FetchedSet extends JWKSetSourceWrapper<SecurityContext> {

        private final long timeToLive;
        private volatile long fetchedAt;
        private volatile boolean fetched;

        FetchedSet(JWKSetSource<SecurityContext> origin, Duration timeToLive) {
            super(origin);
            this.timeToLive = timeToLive.toNanos();
        }

        @Override
        public JWKSet getJWKSet(
                JWKSetCacheRefreshEvaluator refresh, long currentTime, SecurityContext context)
                throws KeySourceException {
            JWKSet keys = getSource().getJWKSet(refresh, currentTime, context);
            fetchedAt = System.nanoTime();
            fetched = true;
            return keys;
        }

        boolean isFresh() {
            return fetched && System.nanoTime() - fetchedAt < timeToLive;
        }
    }
}
