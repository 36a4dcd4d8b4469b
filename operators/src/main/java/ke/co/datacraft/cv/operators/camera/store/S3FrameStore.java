package ke.co.datacraft.cv.operators.camera.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.operators.fetch.S3Clients;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Frames in a bucket. */
public final class S3FrameStore implements FrameStore {

    private static final int DELETED_AT_ONCE = 1000;
    private static final int MAX_ATTEMPTS = 3;

    private final String bucket;
    private final S3Client client;

    /**
     * A store in a bucket, which must exist.
     *
     * @param timeout for one call
     */
    public S3FrameStore(S3Settings settings, String bucket, Duration timeout) {
        this.bucket = bucket;
        this.client = S3Clients.open(settings, timeout, timeout);
    }

    @Override
    public String put(FrameKey key, byte[] jpeg, Duration keep) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                client.putObject(
                        request ->
                                request.bucket(bucket).key(key.object()).contentType("image/jpeg"),
                        RequestBody.fromBytes(jpeg));
                return address(key);
            } catch (SdkException | UncheckedIOException e) {
                // A server may close a connection at the moment in which it is used again.
                if (attempt == MAX_ATTEMPTS) {
                    throw new IOException(
                            "Bucket " + bucket + " does not take a frame: " + e.getMessage(), e);
                }
            }
        }
    }

    @Override
    public String address(FrameKey key) {
        return "s3://" + bucket + "/" + key.object();
    }

    @Override
    public int removeBefore(String tenantId, String sourceId, Instant time) throws IOException {
        String folder = FrameNames.folder(tenantId, FrameNames.FRAMES, sourceId);
        String end = folder + FrameNames.hour(time);
        int removed = 0;
        try {
            List<ObjectIdentifier> old = new ArrayList<>();
            // Keys come in their order, and that is the order of time.
            for (S3Object object :
                    client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(folder))
                            .contents()) {
                if (object.key().compareTo(end) >= 0) {
                    break;
                }
                old.add(ObjectIdentifier.builder().key(object.key()).build());
                if (old.size() == DELETED_AT_ONCE) {
                    removed += remove(old);
                }
            }
            return removed + remove(old);
        } catch (SdkException e) {
            throw new IOException(
                    "Bucket " + bucket + " does not let frames be removed: " + e.getMessage(), e);
        }
    }

    private int remove(List<ObjectIdentifier> objects) {
        if (objects.isEmpty()) {
            return 0;
        }
        List<ObjectIdentifier> batch = List.copyOf(objects);
        objects.clear();
        client.deleteObjects(
                request -> request.bucket(bucket).delete(delete -> delete.objects(batch)));
        return batch.size();
    }

    @Override
    public void close() {
        client.close();
    }
}
