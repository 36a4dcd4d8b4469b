package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import ke.co.datacraft.cv.bridge.http.Interceptor;

/** Headers that tell browsers what a page or answer of the bridge may do. */
final class SecurityHeaders implements Interceptor {

    /** Pages: scripts and styles from files of ours only. Charts set styles of single elements. */
    static final String PAGES =
            "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline';"
                    + " img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self';"
                    + " manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /** Answers, which may be files that somebody uploaded: nothing in them runs. */
    static final String ANSWERS = "default-src 'none'; frame-ancestors 'none'; sandbox";

    private final String transportSecurity;

    /**
     * @param hstsSeconds how long browsers shall insist on TLS; 0 says nothing
     */
    SecurityHeaders(int hstsSeconds) {
        this.transportSecurity = hstsSeconds == 0 ? null : "max-age=" + hstsSeconds;
    }

    @Override
    public void received(HttpServletRequest request, HttpServletResponse response) {
        boolean api = request.getRequestURI().startsWith("/api/");
        response.setHeader("Content-Security-Policy", api ? ANSWERS : PAGES);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (api) {
            // What a tenant may see is for no shared cache; a handler may allow the browser's own.
            response.setHeader("Cache-Control", "no-store");
        }
        if (transportSecurity != null) {
            response.setHeader("Strict-Transport-Security", transportSecurity);
        }
    }
}
