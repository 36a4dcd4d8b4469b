package ke.co.datacraft.cv.bridge.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.testing.TestingTasks;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.RedisKeys;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import org.junit.jupiter.api.Test;

/** The last frame as VisionJob tells it in Redis. */
class SnapshotFinderTest {

    private static final FieldCipher CIPHER =
            new FieldCipher(EncryptionKeys.parse("k1:" + "0123456789abcdef".repeat(4)));
    private static final String KEY = RedisKeys.source("acme", "gate:1");
    private static final TaskResult CAR =
            TestingTasks.objects(TestingTasks.object("car", 2, 0.9, 1, 2, 3, 4));

    private final Map<String, Map<String, String>> redis = new HashMap<>();
    private final SnapshotFinder finder =
            new SnapshotFinder(null, key -> redis.getOrDefault(key, Map.of()), CIPHER);

    private static Map<String, String> frame(String tasks) {
        return Map.of(
                "image_id",
                new UUID(1, 2).toString(),
                "uri",
                "s3://b/k",
                "width",
                "640",
                "height",
                "480",
                "last_frame_at",
                "2026-03-04T05:06:07Z",
                "tasks",
                tasks);
    }

    @Test
    void theFrameAndWhatWasFoundOnItAreRead() {
        redis.put(KEY, frame(ContractCodec.toJson(List.of(CAR))));

        Snapshot last = finder.last("acme", "gate:1").orElseThrow();

        assertThat(last.image().uri()).isEqualTo("s3://b/k");
        assertThat(last.image().tenant()).isEqualTo("acme");
        assertThat(last.result().image().width()).isEqualTo(640);
        assertThat(last.result().tasks()).containsExactly(CAR);
    }

    @Test
    void encryptedFindingsAreOpened() {
        String json = ContractCodec.toJson(List.of(CAR));
        redis.put(KEY, frame(CIPHER.encrypt(EncryptedFields.redis(KEY, "tasks"), json)));

        assertThat(finder.last("acme", "gate:1").orElseThrow().result().tasks())
                .containsExactly(CAR);
    }
}
