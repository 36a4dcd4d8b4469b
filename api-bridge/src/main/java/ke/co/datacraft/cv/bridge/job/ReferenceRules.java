package ke.co.datacraft.cv.bridge.job;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.settings.JobSettings;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.contracts.SafeText;

/**
 * Where submitted references may point. Uploads of another tenant are out of reach however their
 * address is written; what an {@code http:} address leads to is judged by VisionJob, which fetches
 * it.
 */
public final class ReferenceRules {

    private static final int MAX_SHOWN = 80;

    private final JobSettings settings;
    private final ObjectStorage storage;

    /**
     * @param settings what else may be referred to
     * @param storage the uploads
     */
    public ReferenceRules(JobSettings settings, ObjectStorage storage) {
        this.settings = settings;
        this.storage = storage;
    }

    /**
     * Returns when the tenant may refer to the address.
     *
     * @param field name of the field in the answer
     * @throws ApiError when it may not, in the same words whether something is there or not
     */
    public void check(String tenant, String field, String address) {
        URI uri = parse(field, address);
        requirePlainPath(field, uri);
        Optional<String> key = storage.keyOf(address);
        if (key.isPresent()) {
            if (!key.get().startsWith(ObjectKeys.tenantPrefix(tenant))) {
                throw refused(field, address, "is no upload of yours")
                        .cure("Upload the file, or give its own address");
            }
            return;
        }
        switch (uri.getScheme().toLowerCase(Locale.ROOT)) {
            case "http", "https" -> requireHost(field, uri);
            case "s3" -> requireBucket(field, uri);
            case "file" -> requireFiles(field, address);
            default ->
                    throw refused(field, address, "has a scheme that is not taken")
                            .cure("Write http:, https: or s3:");
        }
    }

    private static URI parse(String field, String address) {
        try {
            URI uri = new URI(address);
            if (uri.getScheme() == null || uri.isOpaque()) {
                throw refused(field, address, "is no complete address")
                        .cure("Write https://host/path or s3://bucket/key");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw refused(field, address, "is no address: " + e.getReason())
                    .cure("Write blanks and other special characters percent-encoded");
        }
    }

    /** A storage may resolve what a comparison of texts does not see. */
    private static void requirePlainPath(String field, URI uri) {
        String path = uri.getPath() == null ? "" : uri.getPath();
        boolean stored = !uri.getScheme().toLowerCase(Locale.ROOT).startsWith("http");
        boolean indirect =
                Arrays.stream(path.split("/", -1)).anyMatch(p -> p.equals("..") || p.equals("."));
        if (stored && (indirect || path.contains("//") || path.indexOf('\\') >= 0)) {
            throw refused(field, uri.toString(), "has a path that is not plain")
                    .cure("Write it without . and .., double slashes and backslashes");
        }
    }

    private static void requireHost(String field, URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw refused(field, uri.getScheme() + "://...", "names no host, or a user as well")
                    .cure("Write https://host/path; put credentials into a signed query");
        }
    }

    private void requireBucket(String field, URI uri) {
        String bucket = uri.getRawAuthority();
        if (bucket == null || !settings.referenceBuckets().contains(bucket)) {
            throw refused(field, uri.toString(), "is in a bucket that may not be referred to")
                    .cure("Upload the file, or have the bucket added to CV_REFERENCE_BUCKETS");
        }
    }

    private void requireFiles(String field, String address) {
        if (!settings.fileReferences()) {
            throw refused(field, address, "is a file, and files may not be referred to")
                    .cure("Upload the file, or have CV_REFERENCE_FILES set");
        }
    }

    private static ApiError refused(String field, String address, String what) {
        return ApiError.invalid(field, "'" + SafeText.shorten(address, MAX_SHOWN) + "' " + what);
    }
}
