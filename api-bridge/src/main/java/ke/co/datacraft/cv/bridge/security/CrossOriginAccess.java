package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import ke.co.datacraft.cv.bridge.http.Interceptor;

/**
 * Lets pages of listed origins call the API (CORS). They come with a token; cookies are never
 * allowed across origins, so no credentials header is sent for any origin, {@code *} included.
 */
final class CrossOriginAccess implements Interceptor {

    private static final String ANY = "*";
    private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";

    private static final String REQUEST_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, Last-Event-ID,"
                    + " X-API-Key, traceparent";

    private static final String RESPONSE_HEADERS =
            "Content-Disposition, ETag, Idempotency-Replayed, Location, Retry-After, traceparent";

    private final List<String> allowed;

    /**
     * @param allowed origins, or {@code *}
     */
    CrossOriginAccess(List<String> allowed) {
        this.allowed = allowed;
    }

    @Override
    public void received(HttpServletRequest request, HttpServletResponse response) {
        if (allowed.isEmpty()) {
            return;
        }
        boolean any = allowed.contains(ANY);
        if (!any) {
            response.addHeader("Vary", "Origin");
        }
        String origin = request.getHeader("Origin");
        if (origin == null || !(any || allowed.contains(origin))) {
            return;
        }
        response.setHeader("Access-Control-Allow-Origin", any ? ANY : origin);
        if (isPreflight(request)) {
            response.setHeader("Access-Control-Allow-Methods", METHODS);
            response.setHeader("Access-Control-Allow-Headers", REQUEST_HEADERS);
            response.setHeader("Access-Control-Max-Age", "600");
        } else {
            response.setHeader("Access-Control-Expose-Headers", RESPONSE_HEADERS);
        }
    }

    private static boolean isPreflight(HttpServletRequest request) {
        return request.getMethod().equals("OPTIONS")
                && request.getHeader("Access-Control-Request-Method") != null;
    }
}
