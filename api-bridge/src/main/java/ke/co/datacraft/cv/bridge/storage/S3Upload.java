package ke.co.datacraft.cv.bridge.storage;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One object on its way to S3. A large one waits for one of the bridge's part buffers and keeps it
 * until its end, so that many large uploads take turns rather than memory.
 */
final class S3Upload implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(S3Upload.class);
    private static final int SMALL_BYTES = 1 << 18;

    /** The least that S3 takes as a part that is not the last. */
    private static final int PART_BYTES = 5 << 20;

    private final S3Client client;
    private final String bucket;
    private final String key;
    private final Semaphore partBuffers;
    private final List<CompletedPart> parts = new ArrayList<>();
    private boolean holdsBuffer;
    private String uploadId;

    S3Upload(S3Client client, String bucket, String key, Semaphore partBuffers) {
        this.client = client;
        this.bucket = bucket;
        this.key = key;
        this.partBuffers = partBuffers;
    }

    /** Sends the whole stream; returns how many bytes it had. */
    long send(InputStream body) throws IOException {
        byte[] buffer = new byte[SMALL_BYTES];
        int held = body.readNBytes(buffer, 0, SMALL_BYTES);
        if (held == SMALL_BYTES) {
            takeBuffer();
            buffer = Arrays.copyOf(buffer, PART_BYTES);
            held += body.readNBytes(buffer, held, PART_BYTES - held);
        }
        if (held < PART_BYTES) {
            put(buffer, held);
            return held;
        }
        return sendParts(body, buffer);
    }

    private void put(byte[] buffer, int length) {
        client.putObject(request -> request.bucket(bucket).key(key), content(buffer, length));
    }

    private long sendParts(InputStream body, byte[] buffer) throws IOException {
        uploadId =
                client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
        long bytes = 0;
        for (int held = PART_BYTES; held > 0; held = body.readNBytes(buffer, 0, PART_BYTES)) {
            sendPart(buffer, held);
            bytes += held;
        }
        client.completeMultipartUpload(
                request ->
                        request.bucket(bucket)
                                .key(key)
                                .uploadId(uploadId)
                                .multipartUpload(whole -> whole.parts(parts)));
        uploadId = null;
        return bytes;
    }

    private void sendPart(byte[] buffer, int length) {
        int number = parts.size() + 1;
        String tag =
                client.uploadPart(
                                request ->
                                        request.bucket(bucket)
                                                .key(key)
                                                .uploadId(uploadId)
                                                .partNumber(number),
                                content(buffer, length))
                        .eTag();
        parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
    }

    /** The buffer itself; the client's own ways copy it. A retry reads it from its beginning. */
    private static RequestBody content(byte[] buffer, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(buffer, 0, length),
                length,
                "application/octet-stream");
    }

    private void takeBuffer() throws IOException {
        try {
            partBuffers.acquire();
            holdsBuffer = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting to upload " + key);
        }
    }

    /** Gives the buffer back and leaves no parts behind. */
    @Override
    public void close() {
        if (holdsBuffer) {
            partBuffers.release();
        }
        if (uploadId == null) {
            return;
        }
        try {
            client.abortMultipartUpload(
                    request -> request.bucket(bucket).key(key).uploadId(uploadId));
        } catch (SdkException e) {
            LOG.warn("Parts of {} stay in bucket {}: {}", key, bucket, e.getMessage());
        }
    }
}
