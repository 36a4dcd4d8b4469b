package ke.co.datacraft.cv.bridge.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Tells who asks. */
public interface Authenticator {

    /**
     * The caller of a request; empty where it shows no credentials.
     *
     * @throws ApiError {@link ErrorCode#UNAUTHORIZED} when it shows some that do not count
     */
    Optional<Principal> authenticate(HttpServletRequest request);
}
