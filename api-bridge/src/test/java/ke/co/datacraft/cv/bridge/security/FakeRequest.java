package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** A request with an address and headers, and nothing else. */
final class FakeRequest {

    private FakeRequest() {}

    static HttpServletRequest of(String method, String address, Map<String, String> headers) {
        return (HttpServletRequest)
                Proxy.newProxyInstance(
                        FakeRequest.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, asked, arguments) ->
                                switch (asked.getName()) {
                                    case "getMethod" -> method;
                                    case "getRemoteAddr" -> address;
                                    case "isSecure" -> false;
                                    case "getHeader" -> headers.get(arguments[0]);
                                    case "getHeaders" ->
                                            Collections.enumeration(
                                                    headers.containsKey(arguments[0])
                                                            ? List.of(headers.get(arguments[0]))
                                                            : List.of());
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    asked.getName());
                                });
    }
}
