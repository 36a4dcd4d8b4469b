package ke.co.datacraft.cv.bridge.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.settings.AccessSettings;
import ke.co.datacraft.cv.bridge.settings.JwtSettings;
import org.junit.jupiter.api.Test;

class SessionsTest {

    private static final JwtSettings JWT =
            JwtSettings.read(Map.of("CV_JWT_SECRET_KEY", "0123456789abcdef0123456789abcdef"));
    private static final Principal ANN =
            new Principal("acme", "ann", Set.of(Role.OPERATOR, Role.VIEWER), "jwt:1");

    private final TestingTime time = new TestingTime();
    private final Sessions sessions = sessions(null);

    @Test
    void theHolderIsWhoeverOpenedIt() {
        Instant end = time.instant().plus(Duration.ofDays(1));

        Sessions.Session session = sessions.open(new VerifiedCredential(ANN, end), end);

        assertThat(session.expiresAt()).isEqualTo(time.instant().plus(Duration.ofMinutes(60)));
        Sessions.Holder holder = sessions.read(session.text()).orElseThrow();
        assertThat(holder.credential().principal()).isEqualTo(ANN);
        assertThat(holder.credentialEnd()).isEqualTo(end);
        time.pass(Duration.ofMinutes(60));
        assertThat(sessions.read(session.text())).isEmpty();
    }

    @Test
    void itEndsNoLaterThanTheTokenHoweverOftenItIsRenewed() {
        Instant end = time.instant().plus(Duration.ofMinutes(90));
        Sessions.Session first = sessions.open(new VerifiedCredential(ANN, end), end);
        time.pass(Duration.ofMinutes(50));
        Sessions.Holder holder = sessions.read(first.text()).orElseThrow();

        Sessions.Session second = sessions.open(holder.credential(), holder.credentialEnd());

        assertThat(second.expiresAt()).isEqualTo(end);
    }

    @Test
    void aKeyWithoutEndMayRenewForEver() {
        Sessions.Session session =
                sessions.open(new VerifiedCredential(ANN, Instant.MAX), Instant.MAX);

        assertThat(sessions.read(session.text()).orElseThrow().credentialEnd())
                .isEqualTo(Instant.MAX);
    }

    @Test
    void neitherATokenNorASessionPassesForTheOther() {
        String token = new TokenIssuer(JWT, time).issue("acme", "ann", Set.of(Role.ADMIN), null);
        String session =
                sessions.open(new VerifiedCredential(ANN, Instant.MAX), Instant.MAX).text();

        assertThat(sessions.read(token)).isEmpty();
        assertThatThrownBy(() -> new TokenVerifier(JWT, time).verify(session))
                .isInstanceOf(BadCredentials.class);
    }

    @Test
    void whatIsChangedOrOfAnotherSecretIsNone() {
        String session =
                sessions.open(new VerifiedCredential(ANN, Instant.MAX), Instant.MAX).text();

        assertThat(sessions.read(session.replace('a', 'b'))).isEmpty();
        assertThat(sessions(new byte[32]).read(session)).isEmpty();
        assertThat(sessions.read("")).isEmpty();
        assertThat(sessions.read("eyJhbGciOiJub25lIn0.e30.")).isEmpty();
        assertThat(sessions(null).read(session)).isPresent();
    }

    private Sessions sessions(byte[] secret) {
        return new Sessions(
                new AccessSettings.Sessions(Duration.ofMinutes(60), secret), JWT.keys(), time);
    }
}
