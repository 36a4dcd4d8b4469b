package ke.co.datacraft.cv.bridge.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.bridge.http.Call;
import ke.co.datacraft.cv.bridge.http.Principal;
import ke.co.datacraft.cv.bridge.http.Resource;
import ke.co.datacraft.cv.bridge.http.Role;
import ke.co.datacraft.cv.bridge.http.Routes;

/**
 * Signs browsers in and out: event streams and pictures cannot carry a token in a header, but they
 * carry a cookie.
 */
final class SessionResource implements Resource {

    private final Sessions sessions;
    private final ClientAddress addresses;
    private final Clock clock;

    /**
     * @param sessions makes sessions
     * @param addresses whether a request came over TLS
     * @param clock what time it is
     */
    SessionResource(Sessions sessions, ClientAddress addresses, Clock clock) {
        this.sessions = sessions;
        this.addresses = addresses;
        this.clock = clock;
    }

    /** The answer. */
    record SessionView(String tenant, String subject, List<String> roles, Instant expiresAt) {}

    @Override
    public void register(Routes routes) {
        routes.on("createSession", this::create);
        routes.on("deleteSession", this::delete);
    }

    /** Opens a session with a token or key, or renews the one that the request came with. */
    private void create(Call call) {
        CredentialAuthenticator.Admission admission =
                CredentialAuthenticator.admission(call.request());
        Sessions.Session session = sessions.open(admission.credential(), admission.end());
        long seconds = Duration.between(clock.instant(), session.expiresAt()).toSeconds();
        setCookie(call, session.text(), Math.max(1, seconds));
        Principal caller = call.principal();
        call.audit("session.create", "session", null);
        call.json(
                200,
                new SessionView(
                        caller.tenant(),
                        caller.subject(),
                        caller.roles().stream().map(Role::word).sorted().toList(),
                        session.expiresAt()));
    }

    private void delete(Call call) {
        setCookie(call, "", 0);
        call.noContent();
    }

    private void setCookie(Call call, String session, long seconds) {
        call.header(
                "Set-Cookie",
                SessionCookie.header(session, seconds, addresses.isSecure(call.request())));
    }
}
