package ke.co.datacraft.cv.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import org.junit.jupiter.api.Test;

/** What Redis holds of a result where there is a key. */
class EncryptedValuesTest {

    private static final Duration TTL = Duration.ofHours(1);
    private static final FieldCipher CIPHER =
            new FieldCipher(
                    EncryptionKeys.parse("k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="));

    private static SerializedResult golden(String name) throws IOException {
        return SerializedResult.of(
                ContractCodec.readTrusted(
                        GoldenSamples.bytes("results.v1." + name), ImageResult.class));
    }

    @Test
    void theResultOfAnImage() throws Exception {
        SerializedResult result = golden("ocr");

        RedisWrite.Text write =
                (RedisWrite.Text) RedisMappers.results(TTL, 0, CIPHER).map(result).get(0);

        assertThat(write.text()).startsWith("enc:v1:k1:");
        assertThat(CIPHER.decrypt(EncryptedFields.redis(write.key(), ""), write.text()))
                .isEqualTo(result.text());
    }

    @Test
    void theFindingsOfACamera() throws Exception {
        SerializedResult result = golden("camera");

        RedisWrite.Hash write =
                (RedisWrite.Hash) RedisMappers.results(TTL, 0, CIPHER).map(result).get(0);

        String tasks = write.fields().get("tasks");
        assertThat(tasks).startsWith("enc:v1:k1:");
        assertThat(CIPHER.decrypt(EncryptedFields.redis(write.key(), "tasks"), tasks))
                .isEqualTo(ContractCodec.toJson(result.result().tasks()));
        assertThat(write.fields().get("image_id")).isEqualTo(result.result().imageId().toString());
    }
}
