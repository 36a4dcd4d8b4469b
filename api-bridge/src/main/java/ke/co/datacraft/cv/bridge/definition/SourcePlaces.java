package ke.co.datacraft.cv.bridge.definition;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.settings.BridgeSettings;
import ke.co.datacraft.cv.bridge.settings.StorageSettings;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.contracts.SourceAddress;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceReach;

/**
 * Where sources may lead, by the text of their address. CameraJob judges again what it opens: it
 * knows what names resolve to and where links lead.
 */
final class SourcePlaces {

    private static final int MAX_SHOWN = 120;

    private final List<Path> folders;
    private final List<String> buckets;
    private final Path storage;
    private final String bucket;

    SourcePlaces(BridgeSettings settings) {
        StorageSettings objects = settings.storage();
        boolean local = objects.backend() == StorageSettings.Backend.FILESYSTEM;
        folders = settings.definitions().fileRoots().stream().map(SourcePlaces::plain).toList();
        List<String> known = settings.definitions().cameraBuckets();
        buckets = known.isEmpty() ? null : known;
        storage = local ? plain(objects.path()) : null;
        bucket = local ? null : objects.bucket();
    }

    private static Path plain(String folder) {
        return Path.of(folder).toAbsolutePath().normalize();
    }

    /**
     * Returns when the source may be opened as far as its text tells.
     *
     * @throws ApiError {@link ErrorCode#INVALID_FIELD} with the address and the cure
     */
    void check(SourceDefinition source) {
        String uri = source.uri();
        refusal(source.tenantId(), uri)
                .ifPresent(
                        refusal -> {
                            String shown = SafeText.shorten(SourceAddress.masked(uri), MAX_SHOWN);
                            String cure = refusal.cure();
                            throw ApiError.invalid("uri", "'" + shown + "' " + refusal.why())
                                    .cure(cure.substring(0, 1).toUpperCase() + cure.substring(1));
                        });
    }

    private Optional<SourceReach.Refusal> refusal(String tenant, String uri) {
        return switch (SourceAddress.scheme(uri)) {
            case "file" -> file(tenant, uri);
            case "s3" -> SourceReach.object(uri, tenant, bucket, buckets);
            case "rtsp", "rtsps", "http", "https" -> SourceReach.host(SourceAddress.host(uri));
            // Leads to no address that anybody could choose.
            default -> Optional.empty();
        };
    }

    private Optional<SourceReach.Refusal> file(String tenant, String uri) {
        Optional<Path> path = SourceReach.file(uri).map(Path::normalize);
        if (path.isEmpty()) {
            return Optional.of(SourceReach.noFile());
        }
        List<Path> known = folders.isEmpty() ? List.of(path.get().getRoot()) : folders;
        return SourceReach.file(path.get(), tenant, known, storage);
    }
}
