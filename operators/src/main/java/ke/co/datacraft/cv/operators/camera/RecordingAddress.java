package ke.co.datacraft.cv.operators.camera;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import ke.co.datacraft.cv.contracts.SourceDefinition;
import ke.co.datacraft.cv.contracts.SourceKind;
import ke.co.datacraft.cv.contracts.SourceReach;
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
        Path path =
                SourceReach.file(source.uri())
                        .orElseThrow(() -> refused("the address ", SourceReach.noFile()));
        Optional<SourceReach.Refusal> refusal;
        try {
            path = path.toRealPath();
            refusal = SourceReach.file(path, source.tenantId(), folders(places), storage(places));
        } catch (IOException e) {
            throw new CameraException(
                    "the file is not there or cannot be read on this TaskManager");
        }
        if (refusal.isPresent()) {
            throw refused("the file ", refusal.get());
        }
        if (source.kind() == SourceKind.FOLDER && !Files.isDirectory(path)) {
            throw new CameraException("the address is no folder's; a video is of kind file");
        }
        if (source.kind() == SourceKind.FILE && !Files.isRegularFile(path)) {
            throw new CameraException("the address is no file's; a folder is of kind folder");
        }
        return path.toUri().toString();
    }

    private static List<Path> folders(RecordingPlaces places) throws IOException {
        List<Path> folders = new ArrayList<>();
        for (String folder : places.folders()) {
            folders.add(Path.of(folder).toRealPath());
        }
        return folders;
    }

    private static Path storage(RecordingPlaces places) throws IOException {
        Path storage = places.storage() == null ? null : Path.of(places.storage());
        return storage == null || !Files.exists(storage) ? null : storage.toRealPath();
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
        Optional<SourceReach.Refusal> refusal =
                SourceReach.object(
                        source.uri(), source.tenantId(), places.bucket(), places.buckets());
        if (refusal.isPresent()) {
            throw refused("the object ", refusal.get());
        }
        SourceReach.ObjectAddress object = SourceReach.ObjectAddress.of(source.uri()).orElseThrow();
        return S3Links.toRead(places.s3(), object.bucket(), object.key(), LINK_VALIDITY);
    }

    private static CameraException refused(String what, SourceReach.Refusal refusal) {
        return new CameraException(what + refusal.why() + "; " + refusal.cure());
    }
}
