package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.settings.JwtKeys;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys that an identity provider publishes and changes, over real HTTP. */
class KeySetUrlTest {

    private static final KeyPair FIRST = TestingKeys.pair();
    private static final KeyPair SECOND = TestingKeys.pair();

    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer provider;
    private volatile int status = 200;
    private volatile byte[] body = new byte[0];

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext(
                "/keys",
                exchange -> {
                    fetches.incrementAndGet();
                    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(body);
                    } catch (IOException e) {
                        exchange.close();
                    }
                });
        provider.start();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void aSetIsFetchedOnceAndANewKeyIsFoundAtOnce() throws Exception {
        publish(FIRST);
        TokenVerifier verifier = verifier(Duration.ofMinutes(10));
        String first = token(FIRST);
        for (int i = 0; i < 20; i++) {
            verifier.verify(first);
        }
        assertThat(fetches).hasValue(1);

        publish(FIRST, SECOND);
        verifier.verify(token(SECOND));
        verifier.verify(first);
        assertThat(fetches).hasValue(2);
    }

    @Test
    void unknownKeysDoNotFloodTheProvider() throws Exception {
        publish(FIRST);
        TokenVerifier verifier = verifier(Duration.ofMinutes(10));
        verifier.verify(token(FIRST));

        for (int i = 0; i < 50; i++) {
            String forged = token(SECOND, "made-up-" + i);
            assertThatThrownBy(() -> verifier.verify(forged)).isInstanceOf(BadCredentials.class);
        }

        assertThat(fetches.get()).isLessThanOrEqualTo(3);
        verifier.verify(token(FIRST));
    }

    @Test
    void aKeyThatWasTakenAwayStopsCountingWhenTheSetIsOld() throws Exception {
        publish(FIRST, SECOND);
        TokenVerifier verifier = verifier(Duration.ofMillis(200));
        verifier.verify(token(FIRST));
        publish(SECOND);
        String old = token(FIRST);

        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        Exception refusal = null;
        while (refusal == null && System.nanoTime() < deadline) {
            try {
                verifier.verify(old);
                LockSupport.parkNanos(10_000_000);
            } catch (BadCredentials e) {
                refusal = e;
            }
        }
        assertThat(refusal).isInstanceOf(BadCredentials.class);
    }

    @Test
    void withoutTheProviderNothingCountsAndItIsNobodysFault() throws Exception {
        status = 500;
        TokenVerifier verifier = verifier(Duration.ofMillis(200));
        String token = token(FIRST);
        // More often than it may be fetched.
        for (int i = 0; i < 20; i++) {
            assertUnavailable(verifier, token);
        }

        status = 200;
        publish(FIRST);

        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        VerifiedCredential found = null;
        while (found == null && System.nanoTime() < deadline) {
            try {
                found = verifier.verify(token);
            } catch (ApiError e) {
                LockSupport.parkNanos(10_000_000);
            }
        }
        assertThat(found).isNotNull();
    }

    @Test
    void aSetThatIsTooLargeOrNoSetIsNotTaken() throws Exception {
        body = " ".repeat(1_000_000).getBytes();
        assertUnavailable(verifier(Duration.ofMinutes(10)), token(FIRST));
        body = "<html>".getBytes();
        assertUnavailable(verifier(Duration.ofMinutes(10)), token(FIRST));
    }

    @Test
    void aSymmetricKeyInTheSetSignsNothing() throws Exception {
        byte[] secret = "a published secret is no secret, 32+".getBytes();
        var symmetric =
                new com.nimbusds.jose.jwk.OctetSequenceKey.Builder(secret).keyID("s").build();
        body = new JWKSet(symmetric).toString(false).getBytes();
        SignedJWT forged =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("s").build(), claims());
        forged.sign(new com.nimbusds.jose.crypto.MACSigner(secret));

        assertThatThrownBy(() -> verifier(Duration.ofMinutes(10)).verify(forged.serialize()))
                .isInstanceOf(BadCredentials.class);
    }

    private static void assertUnavailable(TokenVerifier verifier, String token) {
        assertThatThrownBy(() -> verifier.verify(token))
                .isInstanceOfSatisfying(
                        ApiError.class,
                        e -> assertThat(e.code()).isEqualTo(ErrorCode.DEPENDENCY_UNAVAILABLE));
    }

    private void publish(KeyPair... pairs) {
        List<com.nimbusds.jose.jwk.JWK> keys =
                Arrays.stream(pairs).<com.nimbusds.jose.jwk.JWK>map(KeySetUrlTest::jwk).toList();
        body = new JWKSet(keys).toString().getBytes();
    }

    private static RSAKey jwk(KeyPair pair) {
        return new RSAKey.Builder((RSAPublicKey) pair.getPublic())
                .keyID(id(pair))
                .keyUse(KeyUse.SIGNATURE)
                .build();
    }

    private static String id(KeyPair pair) {
        return pair == FIRST ? "first" : "second";
    }

    private static String token(KeyPair pair) throws Exception {
        return token(pair, id(pair));
    }

    private static String token(KeyPair pair, String id) throws Exception {
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(id).build(), claims());
        token.sign(new RSASSASigner(pair.getPrivate()));
        return token.serialize();
    }

    private static JWTClaimsSet claims() {
        return new JWTClaimsSet.Builder()
                .subject("ann")
                .claim("tenant", "acme")
                .claim("roles", List.of("viewer"))
                .expirationTime(Date.from(Instant.now().plusSeconds(3600)))
                .build();
    }

    private TokenVerifier verifier(Duration timeToLive) {
        JwtKeys keys =
                new JwtKeys.KeySetUrl(
                        java.net.URI.create(
                                "http://127.0.0.1:" + provider.getAddress().getPort() + "/keys"),
                        timeToLive);
        return new TokenVerifier(
                new JwtSettings(
                        keys,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new JwtSettings.Times(Duration.ofHours(1), Duration.ZERO)),
                Clock.systemUTC());
    }
}
