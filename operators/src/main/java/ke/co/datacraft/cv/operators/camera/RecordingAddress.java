package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.operators.fetch.S3Links;

/** Finds out whether a source may read a recording, and where it is opened. */
final class RecordingAddress {

    /** Longest that S3 knows; a recording is opened once and may be played for days. */
    private static final Duration LINK_VALIDITY = Duration.ofDays(7);

    private RecordingAddress() {}

    /**
     * A file or folder.
     *
     * @return its URI, links resolved
     * @throws CameraException when it is not there, or not for this source
     */
    static String file(SourceDefinition source, RecordingPlaces places) throws CameraException {
        Path path;
        boolean allowed;
        try {
            path = Path.of(new URI(source.uri())).toRealPath();
            allowed = isIn(path, places) && isOfTenant(path, source.tenantId(), places.storage());
        } catch (URISyntaxException
                | IllegalArgumentException
                | FileSystemNotFoundException malformed) {
            throw new CameraException("the address is no file's; write file:///folder/name");
        } catch (IOException e) {
            throw new CameraException(
                    "the file is not there or cannot be read on this TaskManager");
        }
        if (!allowed) {
            throw new CameraException(
                    "the file lies outside the allowed folders; add its folder to"
                            + " CV_ALLOWED_FILE_ROOTS");
        }
        if (source.kind() == SourceKind.FOLDER && !Files.isDirectory(path)) {
            throw new CameraException("the address is no folder's; a video is of kind file");
        }
        if (source.kind() == SourceKind.FILE && !Files.isRegularFile(path)) {
            throw new CameraException("the address is no file's; a folder is of kind folder");
        }
        return path.toUri().toString();
    }

    private static boolean isIn(Path path, RecordingPlaces places) throws IOException {
        for (String folder : places.folders()) {
            if (path.startsWith(Path.of(folder).toRealPath())) {
                return true;
            }
        }
        return false;
    }

    /** Objects of other tenants are out of reach, even where their folder is allowed. */
    private static boolean isOfTenant(Path path, String tenantId, String storage)
            throws IOException {
        if (storage == null || !Files.exists(Path.of(storage))) {
            return true;
        }
        Path root = Path.of(storage).toRealPath();
        return !path.startsWith(root) || path.startsWith(root.resolve(prefix(tenantId)));
    }

    /**
     * An object.
     *
     * @return a link to it, which is as good as a password
     * @throws CameraException when it is not for this source
     */
    static String object(SourceDefinition source, RecordingPlaces places) throws CameraException {
        if (places.s3() == null) {
            throw new CameraException(
                    "object storage is not set up; give CV_S3_REGION or CV_S3_ENDPOINT_URL");
        }
        URI uri;
        try {
            uri = new URI(source.uri());
        } catch (URISyntaxException e) {
            throw malformed();
        }
        String path = uri.getPath();
        String bucket = uri.getRawAuthority();
        if (bucket == null || path == null || path.length() < 2 || uri.getRawQuery() != null) {
            throw malformed();
        }
        String key = path.substring(1);
        boolean plain =
                Arrays.stream(key.split("/", -1))
                        .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
        boolean own =
                bucket.equals(places.bucket()) && key.startsWith(prefix(source.tenantId()) + "/");
        boolean allowed = !bucket.equals(places.bucket()) && places.buckets().contains(bucket);
        if (!plain || !own && !allowed) {
            throw new CameraException(
                    "the object is not for this source; upload it, or have its bucket added to"
                            + " CV_CAMERA_BUCKETS");
        }
        return S3Links.toRead(places.s3(), bucket, key, LINK_VALIDITY);
    }

    private static CameraException malformed() {
        return new CameraException(
                "the address is no object's; write s3://bucket/key, with ? as %3F and # as %23");
    }

    private static String prefix(String tenantId) {
        return "tenants/" + ObjectNames.of(tenantId);
    }
}
