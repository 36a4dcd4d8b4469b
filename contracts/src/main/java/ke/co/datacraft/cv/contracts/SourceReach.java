package ke.co.datacraft.cv.contracts;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where the address of a source may lead: the rules for those who take definitions, as far as a
 * text tells, and for those who open sources, who know more.
 */
public final class SourceReach {

    private static final Pattern NUMBER =
            Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9A-Fa-f]*)\\.?");
    private static final Pattern IPV4 =
            Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?!$)|$)){4}");
    private static final List<byte[]> METADATA =
            List.of(
                    // Azure's and Alibaba's services for their virtual machines, and Amazon's.
                    new byte[] {(byte) 168, 63, (byte) 129, 16},
                    new byte[] {100, 100, 100, (byte) 200},
                    new byte[] {
                        (byte) 0xfd, 0, 0x0e, (byte) 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54
                    });

    private SourceReach() {}

    /**
     * Why an address is refused.
     *
     * @param why what is wrong with it, such as {@code lies outside the allowed folders}
     * @param cure what to do
     */
    public record Refusal(String why, String cure) {}

    /** Whether nobody's camera can be at an address, or what is there must not be reached. */
    public static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isMulticastAddress()
                || address.isAnyLocalAddress()
                || METADATA.stream().anyMatch(bytes -> Arrays.equals(bytes, address.getAddress()));
    }

    /**
     * Judges a host by its text; names are resolved by who connects, and judged again there.
     *
     * @param host a name, four decimal numbers, or an IPv6 address with or without brackets
     */
    public static Optional<Refusal> host(String host) {
        boolean sixth = host.indexOf(':') >= 0;
        if (!sixth && !IPV4.matcher(host).matches()) {
            // Other spellings of a number mean different addresses to different programs.
            return NUMBER.matcher(host).matches()
                    ? Optional.of(
                            new Refusal(
                                    "has a host that is a number",
                                    "write its address as four decimal numbers, or its name"))
                    : Optional.empty();
        }
        try {
            return isForbidden(InetAddress.getByName(host))
                    ? Optional.of(forbidden())
                    : Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(
                    new Refusal("has a host that is no address", "write the camera's own address"));
        }
    }

    /** What is wrong with a host that leads to a forbidden address. */
    public static Refusal forbidden() {
        return new Refusal(
                "leads to a link-local or multicast address or to a cloud's metadata",
                "give the camera's own address");
    }

    /** The file that an address names; empty where it is no file's. */
    public static Optional<Path> file(String uri) {
        try {
            return Optional.of(Path.of(new URI(uri)));
        } catch (URISyntaxException | IllegalArgumentException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }

    /** What is wrong with an address that is no file's. */
    public static Refusal noFile() {
        return new Refusal("is no file's address", "write file:///folder/name");
    }

    /**
     * Judges a file by its path.
     *
     * @param path absolute, as real as the caller can tell
     * @param tenantId owner of the source
     * @param folders folders that recordings may lie in
     * @param storage folder of all tenants' objects, of which each may read its own; or null
     */
    public static Optional<Refusal> file(
            Path path, String tenantId, Collection<Path> folders, Path storage) {
        boolean others =
                storage != null
                        && path.startsWith(storage)
                        && !path.startsWith(storage.resolve(prefix(tenantId)));
        return others || folders.stream().noneMatch(path::startsWith)
                ? Optional.of(
                        new Refusal(
                                "lies outside the allowed folders",
                                "add its folder to CV_ALLOWED_FILE_ROOTS"))
                : Optional.empty();
    }

    /**
     * Judges the address of an object.
     *
     * @param uri {@code s3://bucket/key}
     * @param tenantId owner of the source
     * @param own bucket of all tenants' objects, of which each may read its own; or null
     * @param others further buckets, or null where they are not known
     */
    public static Optional<Refusal> object(
            String uri, String tenantId, String own, Collection<String> others) {
        Optional<ObjectAddress> object = ObjectAddress.of(uri);
        if (object.isEmpty()) {
            return Optional.of(
                    new Refusal(
                            "is no object's address",
                            "write s3://bucket/key, with ? as %3F and # as %23"));
        }
        String bucket = object.get().bucket();
        String key = object.get().key();
        boolean plain =
                Arrays.stream(key.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        boolean allowed =
                bucket.equals(own)
                        ? key.startsWith(prefix(tenantId) + "/")
                        : others == null || others.contains(bucket);
        return plain && allowed
                ? Optional.empty()
                : Optional.of(
                        new Refusal(
                                "is not for this source",
                                "upload it, or have its bucket added to CV_CAMERA_BUCKETS"));
    }

    /**
     * Where an object is.
     *
     * @param bucket its bucket
     * @param key its key, as it is in the bucket
     */
    public record ObjectAddress(String bucket, String key) {

        /** The object that an address names; empty where it is no object's. */
        public static Optional<ObjectAddress> of(String uri) {
            URI parsed;
            try {
                parsed = new URI(uri);
            } catch (URISyntaxException e) {
                return Optional.empty();
            }
            String path = parsed.getPath();
            String bucket = parsed.getRawAuthority();
            return bucket == null
                            || path == null
                            || path.length() < 2
                            || parsed.getRawQuery() != null
                    ? Optional.empty()
                    : Optional.of(new ObjectAddress(bucket, path.substring(1)));
        }
    }

    private static String prefix(String tenantId) {
        return "tenants/" + ObjectNames.of(tenantId);
    }
}
