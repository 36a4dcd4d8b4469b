package ke.co.datacraft.cv.bridge.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a web server is made of.
 *
 * @param openApi the interface
 * @param authenticator tells who asks
 * @param audit takes notes
 * @param interceptors see every request, in this order
 * @param resources answer the operations
 */
public record HttpParts(
        OpenApi openApi,
        Authenticator authenticator,
        AuditSink audit,
        List<Interceptor> interceptors,
        List<Resource> resources) {

    /** Handlers by operation. */
    Map<String, Handler> handlers() {
        Map<String, Handler> handlers = new HashMap<>();
        for (Resource resource : resources) {
            resource.register(
                    (operationId, handler) -> {
                        if (handlers.put(operationId, handler) != null) {
                            throw new IllegalStateException(
                                    operationId + " has more than one handler");
                        }
                    });
        }
        return handlers;
    }
}
