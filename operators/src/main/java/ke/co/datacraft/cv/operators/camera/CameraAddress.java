package ke.co.datacraft.cv.operators.camera;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import ke.co.datacraft.cv.contracts.SourceAddress;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceReach;

/**
 * The address of a source as it is opened, user and password filled in. Lives only while a source
 * is being opened; nothing prints it.
 */
final class CameraAddress {

    private static final String MASK = "***";

    private final String uri;
    private final String shown;
    private final List<String> secrets;

    private CameraAddress(String uri, String shown, List<String> secrets) {
        this.uri = uri;
        this.shown = shown;
        this.secrets = secrets;
    }

    /**
     * The address of a source.
     *
     * @throws CameraException when its secret is missing or it leads where it must not
     */
    static CameraAddress of(SourceDefinition source, CameraSecrets secrets, RecordingPlaces places)
            throws CameraException {
        String uri = source.uri();
        return switch (SourceAddress.scheme(uri)) {
            case "file" -> new CameraAddress(RecordingAddress.file(source, places), uri, List.of());
            case "s3" -> linked(uri, RecordingAddress.object(source, places));
            case "rtsp", "rtsps", "http", "https" -> {
                CameraAddress address = filled(source, secrets);
                address.checkHost();
                yield address;
            }
            // Leads to no address that anybody could choose.
            default -> filled(source, secrets);
        };
    }

    private static CameraAddress linked(String uri, String link) {
        return new CameraAddress(link, uri, List.of(link.substring(link.indexOf('?') + 1)));
    }

    String uri() {
        return uri;
    }

    /** A text about the source without what is secret of its address. */
    String scrub(String text) {
        String scrubbed = String.valueOf(text).replace(uri, shown);
        for (String secret : secrets) {
            scrubbed = scrubbed.replace(secret, MASK);
        }
        return SourceAddress.masked(scrubbed);
    }

    @Override
    public String toString() {
        return shown;
    }

    private static CameraAddress filled(SourceDefinition source, CameraSecrets secrets)
            throws CameraException {
        String uri = source.uri();
        boolean asks =
                uri.contains(SourceAddress.USER_PLACEHOLDER)
                        || uri.contains(SourceAddress.PASSWORD_PLACEHOLDER);
        if (source.credentials() == null) {
            if (asks) {
                throw new CameraException(
                        "the address asks for user and password; name their secret in credentials");
            }
            return new CameraAddress(uri, uri, List.of());
        }
        CameraSecrets.Secret secret = secrets.read(source.credentials());
        String user = encoded(secret.user());
        String password = encoded(secret.password());
        String template = asks ? uri : uri.replaceFirst("://", "://{user}:{password}@");
        String filled =
                template.replace(SourceAddress.USER_PLACEHOLDER, user)
                        .replace(SourceAddress.PASSWORD_PLACEHOLDER, password);
        List<String> hidden =
                List.of(password, secret.password()).stream().filter(s -> !s.isEmpty()).toList();
        return new CameraAddress(filled, uri, hidden);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void checkHost() throws CameraException {
        String host = SourceAddress.host(shown);
        try {
            new URI(uri);
        } catch (URISyntaxException e) {
            throw new CameraException("the address cannot be read; write scheme://host:port/path");
        }
        if (host.isEmpty()) {
            throw new CameraException("the address has no host; write scheme://host:port/path");
        }
        addresses(host, InetAddress::getAllByName, SourceReach::isForbidden);
    }

    /**
     * The addresses of a host, none of which is forbidden.
     *
     * @throws CameraException when it has none, or one that is
     */
    static InetAddress[] addresses(
            String host, CheckedRelay.Resolver resolver, Predicate<InetAddress> forbidden)
            throws CameraException {
        SourceReach.Refusal refusal = SourceReach.host(host).orElse(null);
        InetAddress[] found;
        try {
            found = refusal == null ? resolver.resolve(host) : new InetAddress[0];
            if (Arrays.stream(found).anyMatch(forbidden)) {
                refusal = SourceReach.forbidden();
            }
        } catch (UnknownHostException e) {
            throw new CameraException(
                    "host "
                            + host
                            + " has no address; see whether it is spelled right and DNS works");
        }
        if (refusal != null) {
            throw new CameraException(
                    "host " + host + " is refused: it " + refusal.why() + "; " + refusal.cure());
        }
        return found;
    }

    /** Whether FFmpeg is to reach it by a {@link CheckedRelay}. */
    boolean isRelayed() {
        // Links to objects lead to where the installation says.
        return uri.startsWith("http") && shown.startsWith("http");
    }
}
