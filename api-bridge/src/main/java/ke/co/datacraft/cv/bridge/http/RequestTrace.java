package ke.co.datacraft.cv.bridge.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;

/** The id under which log, trace and error answers speak of one request. */
public final class RequestTrace {

    private static final String ATTRIBUTE = "cv.trace-id";

    private RequestTrace() {}

    /** The request's id, 32 hexadecimal digits; made when nobody set one. */
    public static String id(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String id) {
            return id;
        }
        String id = UUID.randomUUID().toString().replace("-", "");
        set(request, id);
        return id;
    }

    /** Gives the request the id of its trace. */
    public static void set(HttpServletRequest request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }
}
