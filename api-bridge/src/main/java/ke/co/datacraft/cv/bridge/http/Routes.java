package ke.co.datacraft.cv.bridge.http;

/** Where resources register their handlers. */
public interface Routes {

    /**
     * @param operationId operation of {@code openapi.yaml}
     * @param handler answers it
     */
    void on(String operationId, Handler handler);
}
