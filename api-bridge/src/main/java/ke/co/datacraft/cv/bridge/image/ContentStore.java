package ke.co.datacraft.cv.bridge.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;

/** Files of a tenant in the storage of the system, and frames in Redis, decrypted. */
final class ContentStore {

    private static final int RETRY_AFTER_SECONDS = 5;

    private final ObjectStorage storage;
    private final RedisFrames frames;

    ContentStore(ObjectStorage storage, RedisFrames frames) {
        this.storage = storage;
        this.frames = frames;
    }

    /** Reads from a file. */
    @FunctionalInterface
    private interface Reading<T> {
        T run() throws IOException;
    }

    /** Key of an image's file; empty where the file is not in our storage, or another tenant's. */
    private Optional<String> keyOf(StoredImage image) {
        return storage.keyOf(image.uri())
                .filter(key -> key.startsWith(ObjectKeys.tenantPrefix(image.tenant())));
    }

    boolean isStored(StoredImage image) {
        return keyOf(image).isPresent() || frames.idOf(image).isPresent();
    }

    /**
     * The file's bytes from a place on.
     *
     * @param offset first byte, from 0
     * @param length how many are wanted, where the first byte is not 0
     * @throws ApiError {@link ErrorCode#CONTENT_NOT_STORED} where it is not, or no longer, in our
     *     storage; {@link ErrorCode#DEPENDENCY_UNAVAILABLE}
     */
    InputStream open(StoredImage image, long offset, long length) {
        return guarded(image, () -> read(image, offset, length));
    }

    /** The first bytes of the file. */
    byte[] head(StoredImage image, int bytes) {
        return guarded(
                image,
                () -> {
                    try (InputStream in = read(image, 0, bytes)) {
                        return in.readNBytes(bytes);
                    }
                });
    }

    /** A frame that is not kept any more may be so as evidence of an event. */
    private InputStream read(StoredImage image, long offset, long length) throws IOException {
        try {
            return original(image, offset, length);
        } catch (NoSuchFileException e) {
            if (image.sourceId() == null || image.captureTime() == null || !isStored(image)) {
                throw e;
            }
            String evidence =
                    FrameNames.evidence(
                            image.tenant(), image.sourceId(), image.captureTime(), image.id());
            return object(evidence, offset, length);
        }
    }

    private InputStream original(StoredImage image, long offset, long length) throws IOException {
        Optional<String> frame = frames.idOf(image);
        if (frame.isPresent()) {
            InputStream bytes = frames.open(image.tenant(), frame.get());
            bytes.skipNBytes(offset);
            return bytes;
        }
        String key = keyOf(image).orElseThrow(() -> new NoSuchFileException(image.uri()));
        return object(key, offset, length);
    }

    private InputStream object(String key, long offset, long length) throws IOException {
        return offset == 0 && length == Long.MAX_VALUE
                ? storage.get(key)
                : storage.get(key, offset, length);
    }

    /**
     * The whole file.
     *
     * @param maxBytes most bytes
     * @return null where it is longer
     */
    byte[] read(StoredImage image, int maxBytes) {
        try (InputStream in = open(image, 0, Long.MAX_VALUE)) {
            byte[] bytes = guarded(image, () -> in.readNBytes(maxBytes + 1));
            return bytes.length > maxBytes ? null : bytes;
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static <T> T guarded(StoredImage image, Reading<T> reading) {
        try {
            return reading.run();
        } catch (NoSuchFileException e) {
            throw notStored(image);
        } catch (DecryptionException e) {
            throw new IllegalStateException(
                    "The file of image " + image.id() + " cannot be decrypted", e);
        } catch (IOException e) {
            throw away(e);
        }
    }

    private static ApiError notStored(StoredImage image) {
        if (image.sourceId() != null) {
            return new ApiError(
                            ErrorCode.CONTENT_NOT_STORED,
                            "The frame of image " + image.id() + " is not kept, or not any more")
                    .cure(
                            "Let its source keep frames longer with retention.frame_seconds, those that"
                                    + " show events with event_frame_seconds; what was found on it is at /api/v1/images/"
                                    + image.id());
        }
        return new ApiError(
                        ErrorCode.CONTENT_NOT_STORED,
                        "The file of image " + image.id() + " is not in the bridge's storage")
                .cure(
                        "Read it where its uri says, or submit it with POST /api/v1/jobs/upload,"
                                + " which keeps it");
    }

    private static ApiError away(IOException cause) {
        return new ApiError(ErrorCode.DEPENDENCY_UNAVAILABLE, "The storage does not answer", cause)
                .cure("Ask again")
                .retryAfter(RETRY_AFTER_SECONDS);
    }
}
