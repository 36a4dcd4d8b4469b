package ke.co.datacraft.cv.operators.fetch;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.contracts.ReasonCode;

/**
 * Keeps references from reaching into the private network: every address that the host resolves to
 * must be public (the special-purpose registries of RFC 6890 are not). {@link HttpFetcher} connects
 * to none but the addresses that {@link #resolve} gave, so that a name cannot change in between
 * (DNS rebinding).
 */
public final class AddressGuard {

    /** Finds the addresses of a host. */
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private static final byte[] EIGHT_ZEROS = new byte[8];
    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");
    // Ends in a number in any base: some resolvers read it as an address, so it must be a plain
    // one.
    private static final Pattern NUMBER_LAST =
            Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");

    // Names that never leave the machine (RFC 6761), whatever a resolver makes of them.
    private static final Pattern LOCAL_NAME = Pattern.compile("(.*\\.)?localhost\\.?");

    private final Predicate<InetAddress> allowed;
    private final boolean allowAll;
    private final Resolver resolver;

    AddressGuard(boolean allowAll, Resolver resolver) {
        this(allowAll, AddressGuard::isPublic, resolver);
    }

    /** Lets through what is allowed. */
    AddressGuard(Predicate<InetAddress> allowed, Resolver resolver) {
        this(false, allowed, resolver);
    }

    private AddressGuard(boolean allowAll, Predicate<InetAddress> allowed, Resolver resolver) {
        this.allowAll = allowAll;
        this.allowed = allowed;
        this.resolver = resolver;
    }

    /** Lets only public addresses through. */
    public static AddressGuard publicOnly() {
        return new AddressGuard(false, InetAddress::getAllByName);
    }

    /** Lets every address through. */
    public static AddressGuard allowingAll() {
        return new AddressGuard(true, InetAddress::getAllByName);
    }

    /**
     * Checks where a URI leads.
     *
     * @throws FetchException {@link ReasonCode#INVALID_FIELD} without a host, {@link
     *     ReasonCode#FORBIDDEN_LOCATION} for an address that is not public, {@link
     *     ReasonCode#FETCH_FAILED} when the name has no address now
     */
    public void check(URI uri) throws FetchException {
        String host = uri.getHost();
        if (host == null || host.isEmpty()) {
            throw FetchException.permanent(
                    ReasonCode.INVALID_FIELD,
                    Uris.shown(uri) + " has no valid host name; write scheme://host/path");
        }
        if (allowAll) {
            return;
        }
        String name = host.toLowerCase(Locale.ROOT);
        if (NUMBER_LAST.matcher(name).matches() && !DOTTED_QUAD.matcher(name).matches()) {
            throw forbidden(uri, "its host is an unusual form of an address");
        }
        if (name.indexOf('%') >= 0 || LOCAL_NAME.matcher(name).matches()) {
            throw forbidden(uri, "its host is one of this machine");
        }
        for (InetAddress address : addresses(uri, name)) {
            if (!allowed.test(address)) {
                throw forbidden(uri);
            }
        }
    }

    /**
     * The addresses to connect to.
     *
     * @param host name or literal
     * @throws ForbiddenAddressException when one of them is not allowed
     * @throws UnknownHostException when there is none
     */
    InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] addresses = resolver.resolve(host);
        for (InetAddress address : addresses) {
            if (!allowAll && !allowed.test(address)) {
                throw new ForbiddenAddressException(host);
            }
        }
        return addresses;
    }

    /** A name that leads to an address that is not public. */
    static final class ForbiddenAddressException extends UnknownHostException {

        private static final long serialVersionUID = 1L;

        private ForbiddenAddressException(String host) {
            super(host);
        }
    }

    /** The failure of a fetch that was turned away when it was to connect. */
    static FetchException forbidden(URI uri) {
        return forbidden(uri, "it leads to an address that is not public");
    }

    private InetAddress[] addresses(URI uri, String host) throws FetchException {
        try {
            return resolver.resolve(host);
        } catch (UnknownHostException e) {
            throw FetchException.passing(
                    "host '"
                            + host
                            + "' of "
                            + Uris.shown(uri)
                            + " has no address; see whether it is spelled right and DNS works",
                    e);
        }
    }

    private static FetchException forbidden(URI uri, String why) {
        return FetchException.permanent(
                ReasonCode.FORBIDDEN_LOCATION,
                Uris.shown(uri)
                        + " is refused: "
                        + why
                        + "; use a public address or set CV_ALLOW_PRIVATE_ADDRESSES=true");
    }

    /** Whether the address belongs to the public Internet. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPublicVersion4(bytes, 0);
        }
        return address instanceof Inet6Address && isPublicVersion6(bytes);
    }

    private static boolean isPublicVersion4(byte[] bytes, int at) {
        int a = bytes[at] & 0xff;
        int b = bytes[at + 1] & 0xff;
        int c = bytes[at + 2] & 0xff;
        return switch (a) {
            case 0, 10, 127 -> false;
            case 100 -> b < 64 || b > 127;
            // 168.63.129.16 is Azure's, reached from within a virtual machine only.
            case 168 -> !(b == 63 && c == 129 && (bytes[at + 3] & 0xff) == 16);
            case 169 -> b != 254;
            case 172 -> b < 16 || b > 31;
            case 192 -> !(b == 168 || b == 0 && (c == 0 || c == 2) || b == 88 && c == 99);
            case 198 -> !(b == 18 || b == 19 || b == 51 && c == 100);
            case 203 -> !(b == 0 && c == 113);
            default -> a < 224;
        };
    }

    private static boolean isPublicVersion6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        if (first == 0x0064 && second == 0xff9b) {
            // An IPv4 address behind a translator; 64:ff9b:1::/48 is for private ones.
            return Arrays.equals(bytes, 4, 12, EIGHT_ZEROS, 0, 8) && isPublicVersion4(bytes, 12);
        }
        if (first == 0x2002) {
            // 6to4 holds an IPv4 address.
            return isPublicVersion4(bytes, 2);
        }
        // Of 2001::/23 only special purposes; 2001:db8::/32 is for books; 3fff::/20 as well.
        boolean special =
                first == 0x2001 && (second < 0x0200 || second == 0x0db8)
                        || first == 0x3fff && second < 0x1000;
        // Global unicast is 2000::/3; everything else is local, mapped, discarded or unassigned.
        return (first & 0xe000) == 0x2000 && !special;
    }
}
