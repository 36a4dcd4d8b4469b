package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenVerifierTest {

    private static final String SECRET = "the secret of these tests, long enough for HS256";
    private static final String OTHER = "another secret of these tests, as long as that";
    private static final KeyPair PAIR = TestingKeys.pair();

    private final TestingTime time = new TestingTime();

    @TempDir Path folder;

    @Test
    void aTokenThatWasIssuedIsAccepted() throws Exception {
        JwtSettings settings = settings(Map.of());
        String token =
                new TokenIssuer(settings, time)
                        .issue("acme", "ann", Set.of(Role.VIEWER, Role.ADMIN), null);

        VerifiedCredential found = new TokenVerifier(settings, time).verify(token);

        assertThat(found.principal().tenant()).isEqualTo("acme");
        assertThat(found.principal().subject()).isEqualTo("ann");
        assertThat(found.principal().roles()).containsExactlyInAnyOrder(Role.VIEWER, Role.ADMIN);
        assertThat(found.principal().credentialId()).matches("jwt:[0-9a-f]{16}");
        assertThat(found.expiresAt()).isEqualTo(time.instant().plus(Duration.ofHours(24)));
    }

    @Test
    void aTokenSignedWithThePrivateKeyIsAccepted() throws Exception {
        JwtSettings settings = rsa();
        String token =
                new TokenIssuer(settings, time)
                        .issue("acme", "ann", Set.of(Role.OPERATOR), Duration.ofMinutes(5));

        assertThat(new TokenVerifier(settings, time).verify(token).principal().roles())
                .containsExactly(Role.OPERATOR);
    }

    /** What is done to good claims, and a word of the reason. */
    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                claims("Expired", c -> c.expirationTime(new Date(0))),
                claims("exp", c -> c.expirationTime(null)),
                claims("before use", c -> c.notBeforeTime(new Date(Long.MAX_VALUE / 1000 * 1000))),
                claims("tenant", c -> c.claim("tenant", null)),
                claims("tenant", c -> c.claim("tenant", "")),
                claims("tenant", c -> c.claim("tenant", "x".repeat(101))),
                claims("tenant", c -> c.claim("tenant", "../other")),
                claims("tenant", c -> c.claim("tenant", "..")),
                claims("tenant", c -> c.claim("tenant", "a\u0000b")),
                claims("tenant", c -> c.claim("tenant", List.of("acme"))),
                claims("tenant", c -> c.claim("tenant", 7)),
                claims("roles", c -> c.claim("roles", null)),
                claims("roles", c -> c.claim("roles", List.of())),
                claims("roles", c -> c.claim("roles", List.of("root"))),
                claims("roles", c -> c.claim("roles", List.of("ADMIN"))),
                claims("roles", c -> c.claim("roles", List.of(1, 2))),
                claims("roles", c -> c.claim("roles", Map.of("admin", true))),
                claims("sub", c -> c.subject(null)),
                claims("sub", c -> c.subject(" ")));
    }

    private static Arguments claims(String reason, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(reason, change);
    }

    @ParameterizedTest
    @MethodSource("wrongClaims")
    void aTokenWithAWrongClaimIsRefused(String reason, Consumer<JWTClaimsSet.Builder> change)
            throws Exception {
        JWTClaimsSet.Builder claims = good();
        change.accept(claims);

        assertRefused(settings(Map.of()), signed(claims.build(), SECRET), reason);
    }

    @Test
    void rolesOfOtherSystemsGrantNothing() throws Exception {
        String list = signed(good().claim("roles", List.of("root", "viewer")).build(), SECRET);
        String text = signed(good().claim("roles", "openid operator").build(), SECRET);
        TokenVerifier verifier = new TokenVerifier(settings(Map.of()), time);

        assertThat(verifier.verify(list).principal().roles()).containsExactly(Role.VIEWER);
        assertThat(verifier.verify(text).principal().roles()).containsExactly(Role.OPERATOR);
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        String none = new PlainJWT(good().build()).serialize();
        assertRefused(settings(Map.of()), none, "Unsecured");
        assertRefused(rsa(), none, "Unsecured");
        for (String algorithm : List.of("none", "None", "NONE", "nOnE")) {
            String header = base64("{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}");
            String body = base64(good().build().toString());
            assertRefused(settings(Map.of()), header + "." + body + ".", "");
        }
    }

    @Test
    void aSignatureTakenOffOrOfAnotherSecretIsRefused() throws Exception {
        String token = signed(good().build(), SECRET);
        String bare = token.substring(0, token.lastIndexOf('.') + 1);

        assertRefused(settings(Map.of()), bare, "");
        assertRefused(settings(Map.of()), signed(good().build(), OTHER), "signature");
    }

    @Test
    void thePublicKeyIsNoSecretForAnHmac() throws Exception {
        byte[] der = PAIR.getPublic().getEncoded();
        byte[] pem = TestingKeys.pem(PAIR.getPublic()).getBytes(StandardCharsets.UTF_8);
        for (byte[] secret : List.of(der, pem)) {
            SignedJWT forged = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), good().build());
            forged.sign(new MACSigner(secret));

            assertRefused(rsa(), forged.serialize(), "algorithm");
        }
    }

    @Test
    void onlyTheConfiguredAlgorithmCounts() throws Exception {
        String rs256 = signed(JWSAlgorithm.RS256, new RSASSASigner(PAIR.getPrivate()));
        String rs512 = signed(JWSAlgorithm.RS512, new RSASSASigner(PAIR.getPrivate()));
        String ps256 = signed(JWSAlgorithm.PS256, new RSASSASigner(PAIR.getPrivate()));
        String hs512 = signed(JWSAlgorithm.HS512, new MACSigner((SECRET + SECRET).getBytes()));

        assertRefused(settings(Map.of()), rs256, "algorithm");
        assertRefused(settings(Map.of()), hs512, "algorithm");
        assertRefused(rsa(), rs512, "algorithm");
        assertRefused(rsa(), ps256, "algorithm");
    }

    @Test
    void keysThatTheTokenBringsAlongAreNotUsed() throws Exception {
        KeyPair own = TestingKeys.pair();
        var jwk =
                new com.nimbusds.jose.jwk.RSAKey.Builder(
                                (java.security.interfaces.RSAPublicKey) own.getPublic())
                        .build();
        SignedJWT forged =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.RS256).jwk(jwk).build(), good().build());
        forged.sign(new RSASSASigner(own.getPrivate()));

        assertRefused(rsa(), forged.serialize(), "signature");
    }

    @Test
    void anyChangedCharacterIsNoticed() throws Exception {
        String token = signed(good().build(), SECRET);
        TokenVerifier verifier = new TokenVerifier(settings(Map.of()), time);
        // The last character of a part may hold bits that mean nothing, so it is left out.
        for (int i = 0; i < token.lastIndexOf('.') - 1; i += 7) {
            char changed = token.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = token.substring(0, i) + changed + token.substring(i + 1);
            assertThatThrownBy(() -> verifier.verify(tampered)).isInstanceOf(BadCredentials.class);
        }
    }

    @Test
    void whatIsNoTokenIsRefusedWithoutAFault() {
        List<String> texts =
                List.of(
                        "",
                        ".",
                        "..",
                        "a.b.c",
                        "eyJhbGciOiJIUzI1NiJ9",
                        "x".repeat(8000),
                        "x".repeat(1_000_000),
                        base64("[".repeat(5000)) + "." + base64("{}") + ".AAAA",
                        base64("{\"alg\":" + "[".repeat(3000) + "}") + ".e30.AAAA",
                        base64("{\"alg\":\"HS256\",\"crit\":[\"x\"],\"x\":1}") + ".e30.AAAA",
                        "\u0000.\u0000.\u0000");
        for (String text : texts) {
            assertRefused(settings(Map.of()), text, "");
        }
    }

    @Test
    void clocksMayDifferByTheConfiguredTime() throws Exception {
        String token =
                signed(
                        good().notBeforeTime(Date.from(time.instant()))
                                .expirationTime(Date.from(time.instant().plusSeconds(60)))
                                .build(),
                        SECRET);
        TokenVerifier verifier =
                new TokenVerifier(settings(Map.of("CV_JWT_CLOCK_SKEW_SECONDS", "20")), time);

        time.pass(Duration.ofSeconds(-19));
        verifier.verify(token);
        time.pass(Duration.ofSeconds(-2));
        assertThatThrownBy(() -> verifier.verify(token)).hasMessageContaining("before use");
        time.pass(Duration.ofSeconds(21 + 79));
        verifier.verify(token);
        time.pass(Duration.ofSeconds(2));
        assertThatThrownBy(() -> verifier.verify(token)).hasMessageContaining("Expired");
    }

    @Test
    void issuerAndAudienceMustBeTheConfiguredOnes() throws Exception {
        JwtSettings settings =
                settings(Map.of("CV_JWT_ISSUER", "https://id.test", "CV_JWT_AUDIENCE", "cv"));
        String right =
                signed(
                        good().issuer("https://id.test").audience(List.of("x", "cv")).build(),
                        SECRET);
        new TokenVerifier(settings, time).verify(right);

        assertRefused(
                settings,
                signed(good().issuer("https://evil.test").audience("cv").build(), SECRET),
                "iss");
        assertRefused(settings, signed(good().audience("cv").build(), SECRET), "iss");
        assertRefused(
                settings,
                signed(good().issuer("https://id.test").audience("other").build(), SECRET),
                "aud");
        assertRefused(settings, signed(good().issuer("https://id.test").build(), SECRET), "aud");
    }

    @Test
    void tokensOfThePreviousSecretCountWhileItIsSet() throws Exception {
        String old = signed(good().build(), OTHER);
        JwtSettings rotated = settings(Map.of("CV_JWT_PREVIOUS_SECRET_KEY", OTHER));

        new TokenVerifier(rotated, time).verify(old);
        String fresh = new TokenIssuer(rotated, time).issue("t", "s", Set.of(Role.VIEWER), null);
        new TokenVerifier(settings(Map.of()), time).verify(fresh);
        assertRefused(settings(Map.of()), old, "signature");
    }

    @Test
    void aLongSubjectIsCutToTheColumnsOfTheDatabase() throws Exception {
        String token = signed(good().subject("x".repeat(300)).build(), SECRET);

        assertThat(new TokenVerifier(settings(Map.of()), time).verify(token).principal().subject())
                .hasSize(100)
                .endsWith("...");
    }

    private void assertRefused(JwtSettings settings, String token, String reason) {
        assertThatThrownBy(() -> new TokenVerifier(settings, time).verify(token))
                .isInstanceOf(BadCredentials.class)
                .hasMessageContaining(reason);
    }

    private JWTClaimsSet.Builder good() {
        return new JWTClaimsSet.Builder()
                .subject("ann")
                .claim("tenant", "acme")
                .claim("roles", List.of("viewer"))
                .expirationTime(Date.from(time.instant().plusSeconds(3600)));
    }

    private static String signed(JWTClaimsSet claims, String secret) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), claims);
        token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        return token.serialize();
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer) throws Exception {
        SignedJWT token = new SignedJWT(new JWSHeader(algorithm), good().build());
        token.sign(signer);
        return token.serialize();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JwtSettings settings(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(Map.of("CV_JWT_SECRET_KEY", SECRET));
        all.putAll(more);
        return JwtSettings.read(all);
    }

    private JwtSettings rsa() {
        try {
            return JwtSettings.read(
                    Map.of(
                            "CV_JWT_ALGORITHM",
                            "RS256",
                            "CV_JWT_PUBLIC_KEY_FILE",
                            TestingKeys.file(folder, "public.pem", PAIR.getPublic()).toString(),
                            "CV_JWT_PRIVATE_KEY_FILE",
                            TestingKeys.file(folder, "private.pem", PAIR.getPrivate()).toString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
