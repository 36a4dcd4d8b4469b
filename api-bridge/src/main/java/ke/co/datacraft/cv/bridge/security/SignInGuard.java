package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.HttpServletRequest;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.http.Principal;

/** How often a caller may come, and how often somebody at an address may guess. */
final class SignInGuard {

    private final RateLimiter requests;
    private final RateLimiter failures;
    private final ClientAddress addresses;
    private final AccessMetrics metrics;
    private final AuditTrail audit;

    /**
     * @param requests by credential
     * @param failures by address
     * @param addresses where requests come from
     * @param metrics what is counted
     * @param audit what is written down
     */
    SignInGuard(
            RateLimiter requests,
            RateLimiter failures,
            ClientAddress addresses,
            AccessMetrics metrics,
            AuditTrail audit) {
        this.requests = requests;
        this.failures = failures;
        this.addresses = addresses;
        this.metrics = metrics;
        this.audit = audit;
    }

    /** Lets a caller make one more request. */
    void admit(Principal principal) {
        int seconds = requests.take(principal.credentialId());
        if (seconds > 0) {
            metrics.limited("requests");
            throw new ApiError(ErrorCode.RATE_LIMITED, "This credential makes too many requests")
                    .cure("Come again later, or raise CV_RATE_LIMIT_PER_MINUTE")
                    .retryAfter(seconds);
        }
    }

    /** Refuses to look at credentials from where too many were wrong. */
    void mayTry(HttpServletRequest request) {
        int seconds = failures.peek(network(request));
        if (seconds > 0) {
            metrics.limited("sign_in_failures");
            throw new ApiError(
                            ErrorCode.RATE_LIMITED,
                            "Too many wrong credentials came from this address")
                    .cure("Come again later")
                    .retryAfter(seconds);
        }
    }

    /** Notes that credentials were wrong, and says so. */
    ApiError refuse(HttpServletRequest request, String kind, BadCredentials reason) {
        failures.take(network(request));
        metrics.signInFailed(kind);
        audit.signInFailed(request, kind);
        return new ApiError(
                        ErrorCode.UNAUTHORIZED,
                        "The credentials do not count: " + reason.getMessage())
                .cure("Sign in again; ./cv token issues a token")
                .header("WWW-Authenticate", "Bearer error=\"invalid_token\"");
    }

    private String network(HttpServletRequest request) {
        return ClientAddress.network(addresses.of(request));
    }
}
