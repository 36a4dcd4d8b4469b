package ke.co.datacraft.cv.operators.evidence;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.operators.camera.store.FolderFrameStore;
import ke.co.datacraft.cv.operators.camera.store.FrameKey;
import ke.co.datacraft.cv.operators.camera.store.FrameStore;
import ke.co.datacraft.cv.operators.camera.store.S3FrameStore;
import ke.co.datacraft.cv.operators.fetch.FetchException;
import ke.co.datacraft.cv.operators.fetch.FetchStream;
import ke.co.datacraft.cv.operators.fetch.Fetcher;
import ke.co.datacraft.cv.operators.fetch.FileFetcher;
import ke.co.datacraft.cv.operators.fetch.RedisFetcher;
import ke.co.datacraft.cv.operators.fetch.S3Fetcher;
import ke.co.datacraft.cv.operators.settings.EvidenceSettings;

/**
 * Copies frames to where evidence is kept: byte for byte, so that what is encrypted stays so, and
 * always to the same place. Safe for many threads.
 */
final class EvidenceStore implements AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final EvidenceSettings settings;
    private final FrameStore objects;
    private final Fetcher objectFetcher;
    private final Fetcher redis;

    /** What became of a frame. */
    enum Outcome {
        /** It is kept. */
        KEPT,
        /** It is not there any more; an earlier run may have kept it. */
        GONE,
        /** It is not one that CameraJob stored. */
        ELSEWHERE
    }

    /** Nothing is contacted before the first frame. */
    EvidenceStore(EvidenceSettings settings) {
        this.settings = settings;
        if (settings.folder() != null) {
            objects = new FolderFrameStore(Path.of(settings.folder()));
            objectFetcher = new FileFetcher(List.of(settings.folder()));
        } else {
            objects = new S3FrameStore(settings.s3(), settings.bucket(), TIMEOUT);
            objectFetcher = new S3Fetcher(settings.s3(), TIMEOUT, TIMEOUT);
        }
        redis = settings.redis() == null ? null : new RedisFetcher(settings.redis());
    }

    /**
     * Copies a frame. An address counts only where it is the one that CameraJob gives to this frame
     * of this tenant.
     *
     * @throws FetchException when the frame cannot be read; it may pass
     * @throws IOException when it cannot be written, or broke off
     */
    Outcome keep(EvidenceFrame frame) throws FetchException, IOException {
        FrameKey key = new FrameKey(frame.tenantId(), frame.sourceId(), frame.captureTime());
        Fetcher fetcher = null;
        if (frame.uri().equals(objects.address(key))) {
            fetcher = objectFetcher;
        } else if (frame.uri().equals(FrameNames.redisAddress(key.id().toString()))) {
            fetcher = redis;
        }
        if (fetcher == null) {
            return Outcome.ELSEWHERE;
        }
        byte[] bytes;
        try (FetchStream stream = fetcher.open(URI.create(frame.uri()))) {
            bytes = stream.body().readNBytes((int) settings.maxBytes() + 1);
        } catch (FetchException e) {
            if (e.reason() == ReasonCode.NOT_FOUND) {
                return Outcome.GONE;
            }
            throw e;
        }
        if (bytes.length > settings.maxBytes()) {
            throw FetchException.permanent(
                    ReasonCode.FILE_TOO_LARGE,
                    frame.uri() + " is longer than CV_MAX_FILE_SIZE_MB allows");
        }
        FrameKey copy =
                FrameKey.evidence(
                        frame.tenantId(), frame.sourceId(), frame.captureTime(), frame.imageId());
        // The bridge removes it when its time is over.
        objects.put(copy, bytes, Duration.ZERO);
        return Outcome.KEPT;
    }

    @Override
    public void close() {
        objects.close();
        objectFetcher.close();
        if (redis != null) {
            redis.close();
        }
    }
}
