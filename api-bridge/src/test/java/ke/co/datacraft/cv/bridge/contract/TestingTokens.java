package ke.co.datacraft.cv.bridge.contract;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import ke.co.datacraft.cv.bridge.testing.TestingBridge;

/** Tokens as an identity provider would make them. */
final class TestingTokens {

    private TestingTokens() {}

    /** A token for an hour. */
    static String of(String tenant, String... roles) {
        Instant now = Instant.now();
        SignedJWT token =
                new SignedJWT(
                        new JWSHeader(JWSAlgorithm.HS256),
                        new JWTClaimsSet.Builder()
                                .subject("ann@" + tenant)
                                .claim("tenant", tenant)
                                .claim("roles", List.of(roles))
                                .issueTime(Date.from(now))
                                .expirationTime(Date.from(now.plus(Duration.ofHours(1))))
                                .build());
        try {
            token.sign(new MACSigner(TestingBridge.SECRET));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return token.serialize();
    }
}
