package ke.co.datacraft.cv.bridge.image;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import ke.co.datacraft.cv.bridge.redis.RedisConnection;
import ke.co.datacraft.cv.bridge.redis.RedisUnavailableException;
import ke.co.datacraft.cv.contracts.FrameNames;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.encryption.DecryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;

/** Frames of sources that are kept in Redis, decrypted. */
final class RedisFrames {

    private final RedisConnection redis;
    private final EncryptionKeys keys;

    RedisFrames(RedisConnection redis, EncryptionKeys keys) {
        this.redis = redis;
        this.keys = keys;
    }

    /**
     * Id of the frame. An address there names no tenant, so it counts only where it is the one that
     * the tenant's source wrote at this time; empty for any other.
     */
    Optional<String> idOf(StoredImage image) {
        if (image.sourceId() == null || image.captureTime() == null) {
            return Optional.empty();
        }
        return FrameNames.redisId(image.uri())
                .filter(
                        id ->
                                id.equals(
                                        FrameNames.id(
                                                        image.tenant(),
                                                        image.sourceId(),
                                                        image.captureTime())
                                                .toString()));
    }

    /**
     * The frame's bytes.
     *
     * @throws NoSuchFileException when it is not kept any more, or there is no Redis
     * @throws IOException when Redis does not answer
     */
    InputStream open(String tenant, String id) throws IOException {
        byte[] frame = redis.isConfigured() ? read(id) : null;
        if (frame == null) {
            throw new NoSuchFileException(FrameNames.redisAddress(id));
        }
        DecryptingInputStream plain =
                new DecryptingInputStream(
                        new ByteArrayInputStream(frame), keys, ObjectNames.of(tenant));
        // A missing key is told here and not in the middle of an answer.
        plain.isEncrypted();
        return plain;
    }

    private byte[] read(String id) throws IOException {
        byte[] key = RedisKeys.frame(id).getBytes(StandardCharsets.UTF_8);
        try {
            return redis.call(client -> client.get(key));
        } catch (RedisUnavailableException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
