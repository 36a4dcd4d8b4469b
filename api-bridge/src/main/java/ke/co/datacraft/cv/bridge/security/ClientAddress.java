package ke.co.datacraft.cv.bridge.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import ke.co.datacraft.cv.bridge.settings.AddressRange;

/** Where a request comes from, seen through proxies that are trusted. */
final class ClientAddress {

    private static final int NETWORK_BYTES = 8;
    private static final int MAX_HOPS = 20;

    private final List<AddressRange> trusted;

    /**
     * @param trusted proxies whose headers count
     */
    ClientAddress(List<AddressRange> trusted) {
        this.trusted = trusted;
    }

    /**
     * The address of the client: the last one in {@code X-Forwarded-For} that no trusted proxy has,
     * as whatever stands before it may be invented.
     */
    String of(HttpServletRequest request) {
        String address = request.getRemoteAddr();
        if (!isTrusted(address)) {
            return address;
        }
        for (String hop : hops(request)) {
            InetAddress known = AddressRange.numeric(hop);
            if (known == null) {
                return address;
            }
            address = known.getHostAddress();
            if (!isTrusted(address)) {
                return address;
            }
        }
        return address;
    }

    /** Whether the client speaks TLS, to us or to a trusted proxy. */
    boolean isSecure(HttpServletRequest request) {
        String protocol = request.getHeader("X-Forwarded-Proto");
        return request.isSecure()
                || (protocol != null
                        && protocol.strip().equalsIgnoreCase("https")
                        && isTrusted(request.getRemoteAddr()));
    }

    /** What is limited together: an IPv4 address, or the /64 of an IPv6 one. */
    static String network(String address) {
        InetAddress known = AddressRange.numeric(address);
        if (!(known instanceof Inet6Address)) {
            return address;
        }
        byte[] bytes = known.getAddress();
        return Arrays.toString(Arrays.copyOf(bytes, NETWORK_BYTES));
    }

    private static List<String> hops(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders("X-Forwarded-For"));
        String[] hops = String.join(",", values).split(",");
        List<String> nearest =
                Arrays.stream(hops)
                        .skip(Math.max(0, hops.length - MAX_HOPS))
                        .map(String::strip)
                        .toList();
        List<String> fromHere = new java.util.ArrayList<>(nearest);
        Collections.reverse(fromHere);
        return fromHere;
    }

    private boolean isTrusted(String address) {
        InetAddress known = trusted.isEmpty() ? null : AddressRange.numeric(address);
        return known != null && trusted.stream().anyMatch(range -> range.contains(known));
    }
}
