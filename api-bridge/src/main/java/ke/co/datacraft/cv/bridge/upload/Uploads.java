package ke.co.datacraft.cv.bridge.upload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.database.Database;
import ke.co.datacraft.cv.bridge.http.ApiError;
import ke.co.datacraft.cv.bridge.http.ErrorCode;
import ke.co.datacraft.cv.bridge.picture.FileType;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes files into the object storage and out of it. A row tells of an object before it is there
 * and until it is gone, so that whatever stops in between is found and cleaned up.
 */
public final class Uploads {

    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);
    private static final int RETRY_SECONDS = 5;

    private final Database database;
    private final ObjectStorage storage;
    private final Clock clock;

    /**
     * @param database where rows tell of objects
     * @param storage where objects are; encrypts them where there is a key
     * @param clock dates them
     */
    public Uploads(Database database, ObjectStorage storage, Clock clock) {
        this.database = database;
        this.storage = storage;
        this.clock = clock;
    }

    /**
     * Stores a file of a kind that can be analysed; nothing stays of any other.
     *
     * @param filename name to show, or null
     * @param body read to its end
     * @throws ApiError when it is too large, too slow, of another kind, or cannot be stored now
     */
    public StoredUpload store(
            String tenant, String filename, InputStream body, UploadLimits limits) {
        UploadStream counted = new UploadStream(body, limits);
        byte[] head;
        try {
            head = counted.readNBytes(FileType.HEAD_BYTES);
        } catch (IOException e) {
            throw UploadStream.broken(e);
        }
        FileType type = requireType(head, filename);
        String key = ObjectKeys.upload(tenant, clock.instant(), UUID.randomUUID());
        String uri = storage.uriOf(key);
        database.tenant(
                tenant,
                connection -> {
                    UploadTable.begin(connection, tenant, key, uri);
                    return null;
                });
        try {
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(head), counted);
            storage.put(key, whole);
            return new StoredUpload(
                    key, uri, filename, type.mediaType(), counted.size(), counted.sha256());
        } catch (BodyBrokenException e) {
            discard(tenant, List.of(key));
            throw UploadStream.broken(e);
        } catch (IOException e) {
            discard(tenant, List.of(key));
            throw new ApiError(ErrorCode.DEPENDENCY_UNAVAILABLE, "The file cannot be stored now", e)
                    .cure("Send it again; nothing of it was kept")
                    .retryAfter(RETRY_SECONDS);
        } catch (RuntimeException e) {
            discard(tenant, List.of(key));
            throw e;
        }
    }

    private static FileType requireType(byte[] head, String filename) {
        if (head.length == 0) {
            throw ApiError.invalid("file", "A file has 0 bytes").cure("Send it once it is written");
        }
        FileType type = FileType.of(head);
        if (type == FileType.OTHER) {
            throw new ApiError(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            (filename == null ? "The file" : "'" + filename + "'")
                                    + " begins like no kind of image or document that is known")
                    .field("file")
                    .cure("Send JPEG, PNG, GIF, BMP, WebP, TIFF or PDF");
        }
        return type;
    }

    /**
     * Deletes what no job was made of. Where a job may have been made after all, as when the
     * database was lost at that moment, its row says so and the object stays.
     */
    public void discard(String tenant, List<String> objects) {
        if (objects.isEmpty()) {
            return;
        }
        try {
            deleteReleased(
                    tenant,
                    database.tenant(
                            tenant, connection -> UploadTable.giveUp(connection, tenant, objects)));
        } catch (ApiError e) {
            LOG.warn("Uploads {} are cleaned up later: {}", objects, e.getMessage());
        }
    }

    /** Deletes released objects and then their rows; what fails is done later. */
    public void deleteReleased(String tenant, List<String> objects) {
        for (String key : objects) {
            try {
                storage.delete(key);
                database.tenant(
                        tenant,
                        connection -> {
                            UploadTable.forget(connection, tenant, key);
                            return null;
                        });
            } catch (IOException | ApiError e) {
                LOG.warn("Upload {} is cleaned up later: {}", key, e.getMessage());
            }
        }
    }
}
