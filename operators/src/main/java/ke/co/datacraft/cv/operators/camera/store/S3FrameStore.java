package ke.co.datacraft.cv.operators.camera.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import ke.co.datacraft.cv.operators.fetch.S3Clients;
import ke.co.datacraft.cv.operators.settings.S3Settings;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Frames in a bucket. */
public final class S3FrameStore implements FrameStore {

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
    public void close() {
        client.close();
    }
}
