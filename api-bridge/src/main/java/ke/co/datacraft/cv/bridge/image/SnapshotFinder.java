package ke.co.datacraft.cv.bridge.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the last frame of a source: in Redis, where VisionJob tells it at once, or else the newest
 * row.
 */
final class SnapshotFinder {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotFinder.class);
    private static final String TASKS = "tasks";

    private final ImageTable images;
    private final Function<String, Map<String, String>> redis;
    private final FieldCipher cipher;

    /**
     * @param redis gives the hash of a key; an empty one where there is none or Redis is away
     */
    SnapshotFinder(
            ImageTable images, Function<String, Map<String, String>> redis, FieldCipher cipher) {
        this.images = images;
        this.redis = redis;
        this.cipher = cipher;
    }

    Optional<Snapshot> last(String tenant, String sourceId) {
        return live(tenant, sourceId)
                .or(
                        () ->
                                images.newestOf(tenant, sourceId)
                                        .map(image -> new Snapshot(image, image.result())));
    }

    private Optional<Snapshot> live(String tenant, String sourceId) {
        String key = RedisKeys.source(tenant, sourceId);
        Map<String, String> fields = redis.apply(key);
        if (fields.get("image_id") == null || fields.get(TASKS) == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(snapshot(tenant, sourceId, key, fields));
        } catch (ContractException | DecryptionException | IllegalArgumentException e) {
            LOG.warn("The last frame in Redis under {} cannot be read: {}", key, e.getMessage());
            return Optional.empty();
        }
    }

    private Snapshot snapshot(
            String tenant, String sourceId, String key, Map<String, String> fields)
            throws ContractException, DecryptionException {
        UUID id = UUID.fromString(fields.get("image_id"));
        String uri = fields.getOrDefault("uri", "");
        ImageSize size =
                new ImageSize(
                        Integer.parseInt(fields.get("width")),
                        Integer.parseInt(fields.get("height")));
        String at = fields.getOrDefault("last_frame_at", "");
        Instant time = at.isEmpty() ? null : Instant.parse(at);
        String json = cipher.decrypt(EncryptedFields.redis(key, TASKS), fields.get(TASKS));
        return new Snapshot(
                new StoredImage(tenant, id, sourceId, time, sourceId, uri, -1, "", 0, null),
                new ImageResult(
                        ContractCodec.SCHEMA_VERSION,
                        id,
                        tenant,
                        null,
                        sourceId,
                        uri,
                        sourceId,
                        0,
                        size,
                        null,
                        time,
                        null,
                        null,
                        null,
                        null,
                        tasks(json)));
    }

    private static List<TaskResult> tasks(String json) throws ContractException {
        List<TaskResult> tasks = new ArrayList<>();
        for (JsonNode task : ContractCodec.tree(json.getBytes(StandardCharsets.UTF_8))) {
            tasks.add(ContractCodec.convert(task, TaskResult.class));
        }
        return tasks;
    }
}
