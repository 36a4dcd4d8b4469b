package ke.co.datacraft.cv.bridge.http;

/** Answers one operation. */
@FunctionalInterface
public interface Handler {

    /**
     * @param call a request whose caller, parameters and body keep to {@code openapi.yaml}
     * @throws Exception an {@link ApiError} is told to the client, anything else is status 500
     */
    void handle(Call call) throws Exception;
}
