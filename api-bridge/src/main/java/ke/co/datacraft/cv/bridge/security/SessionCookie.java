package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * The cookie that carries a session. {@code SameSite=Strict} and {@code HttpOnly} always; over TLS
 * also {@code Secure}, with the prefix that makes browsers refuse one set by a sibling host.
 */
final class SessionCookie {

    private static final String NAME = "cv_session";
    private static final String SECURE_NAME = "__Host-" + NAME;

    private SessionCookie() {}

    /** Value of the request's cookie. */
    static Optional<String> of(HttpServletRequest request, boolean secure) {
        Cookie[] cookies = request.getCookies();
        if (cookies == null) {
            return Optional.empty();
        }
        String name = secure ? SECURE_NAME : NAME;
        for (Cookie cookie : cookies) {
            if (cookie.getName().equals(name)) {
                return Optional.of(cookie.getValue());
            }
        }
        return Optional.empty();
    }

    /** {@code Set-Cookie} that keeps a session for some seconds; with 0 it is deleted. */
    static String header(String session, long seconds, boolean secure) {
        return (secure ? SECURE_NAME : NAME)
                + "="
                + session
                + "; Path=/; Max-Age="
                + seconds
                + "; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "");
    }
}
