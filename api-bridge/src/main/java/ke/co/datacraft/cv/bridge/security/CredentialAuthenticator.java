package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.Authenticator;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Principal;

/**
 * Tells who asks by a bearer token, an API key or a session cookie, in this order; only the first
 * that is shown counts.
 */
final class CredentialAuthenticator implements Authenticator {

    private static final String CREDENTIAL = "cv.credential";

    private final CredentialChecks checks;
    private final SignInGuard guard;
    private final ClientAddress addresses;

    /**
     * @param checks find out whether a credential is good
     * @param guard how often somebody may come or fail
     * @param addresses where requests come from
     */
    CredentialAuthenticator(CredentialChecks checks, SignInGuard guard, ClientAddress addresses) {
        this.checks = checks;
        this.guard = guard;
        this.addresses = addresses;
    }

    /**
     * What a request was let in with.
     *
     * @param credential the caller
     * @param end when what the caller signed in with ends, the session's own end aside
     */
    record Admission(VerifiedCredential credential, Instant end) {}

    /** What this request was let in with. */
    static Admission admission(HttpServletRequest request) {
        return (Admission) request.getAttribute(CREDENTIAL);
    }

    @Override
    public Optional<Principal> authenticate(HttpServletRequest request) {
        Admission admission = admit(request);
        if (admission == null) {
            return Optional.empty();
        }
        Principal principal = admission.credential().principal();
        guard.admit(principal);
        request.setAttribute(CREDENTIAL, admission);
        return Optional.of(principal);
    }

    private Admission admit(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        String apiKey = request.getHeader("X-API-Key");
        if (authorization != null) {
            return shown(request, bearer(request, authorization));
        }
        if (apiKey != null) {
            return shown(request, apiKey.strip());
        }
        return SessionCookie.of(request, addresses.isSecure(request))
                .map(cookie -> session(request, cookie))
                .orElse(null);
    }

    private String bearer(HttpServletRequest request, String authorization) {
        String[] parts = authorization.strip().split(" +", 2);
        if (parts.length != 2 || !parts[0].equalsIgnoreCase("Bearer")) {
            throw guard.refuse(
                    request, "scheme", new BadCredentials("the Authorization header is no Bearer"));
        }
        return parts[1];
    }

    private Admission shown(HttpServletRequest request, String secret) {
        boolean isKey = secret.startsWith(ApiKeySecret.BEGINNING);
        try {
            if (!checks.isRemembered(secret)) {
                guard.mayTry(request);
            }
            VerifiedCredential credential = isKey ? checks.apiKey(secret) : checks.token(secret);
            return new Admission(credential, credential.expiresAt());
        } catch (BadCredentials e) {
            throw guard.refuse(request, isKey ? "api_key" : "token", e);
        }
    }

    /** A cookie that has ended is no credential: open pages go on, others ask to sign in. */
    private Admission session(HttpServletRequest request, String cookie) {
        Sessions.Holder holder = checks.session(cookie).orElse(null);
        if (holder == null) {
            return null;
        }
        if (!RequestOrigin.isSafeMethod(request) && !RequestOrigin.isOwn(request)) {
            throw new ApiError(
                            ErrorCode.FORBIDDEN,
                            "A session changes nothing for a page of another origin")
                    .field("Origin")
                    .cure("Send a token instead of the cookie");
        }
        return new Admission(holder.credential(), holder.credentialEnd());
    }
}
