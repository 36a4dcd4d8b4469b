package ke.co.datacraft.cv.bridge.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;

/**
 * Sees every request on its way; all three are called on the thread that answers it. An {@link
 * ApiError} out of the first two refuses the request.
 */
public interface Interceptor {

    /** A request came; nothing about it is known yet. Also called for static files. */
    default void received(HttpServletRequest request, HttpServletResponse response) {}

    /** The caller may do it and the request keeps to {@code openapi.yaml}. */
    default void admitted(Call call) {}

    /**
     * The answer is on its way, or the handler went on without this thread.
     *
     * @param operationId what was asked, or null where no route fits
     * @param principal who asked, or null
     */
    default void completed(
            HttpServletRequest request,
            HttpServletResponse response,
            String operationId,
            Principal principal,
            Duration took) {}
}
