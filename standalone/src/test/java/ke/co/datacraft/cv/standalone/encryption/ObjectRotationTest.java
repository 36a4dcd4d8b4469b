package ke.co.datacraft.cv.standalone.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.bridge.storage.EncryptedObjectStorage;
import ke.co.datacraft.cv.bridge.storage.FolderObjectStorage;
import ke.co.datacraft.cv.bridge.storage.ObjectKeys;
import ke.co.datacraft.cv.bridge.storage.ObjectStorage;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ObjectRotationTest {

    private static final String OLD = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "new:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";

    @TempDir private Path folder;

    private EncryptedObjectStorage with(String keys) {
        return new EncryptedObjectStorage(
                new FolderObjectStorage(folder), EncryptionKeys.parse(keys));
    }

    private static String put(ObjectStorage storage, String text) throws IOException {
        String key = ObjectKeys.upload("acme", Instant.EPOCH, UUID.randomUUID());
        storage.put(key, new ByteArrayInputStream(text.getBytes(UTF_8)));
        return key;
    }

    private static String read(ObjectStorage storage, String key) throws IOException {
        try (InputStream object = storage.get(key)) {
            return new String(object.readAllBytes(), UTF_8);
        }
    }

    @Test
    void aNewKeyTakesThePlaceOfTheOldOne() throws IOException {
        String old = put(with(OLD), "old");
        String plain = put(with(""), "plain");
        put(with("lost:ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A="), "lost");
        EncryptionKeys keys = EncryptionKeys.parse(NEW + "," + OLD);
        ObjectRotation rotation = new ObjectRotation(with(NEW + "," + OLD));
        assertThat(rotation.count()).isEqualTo(Map.of("old", 1L, Rotated.PLAIN, 1L, "lost", 1L));

        Rotated first = rotation.run(keys, false);

        assertThat(first.changed()).isEqualTo(1);
        assertThat(first.failed()).isEqualTo(1);
        assertThat(first.failures()).singleElement().asString().contains("'lost'", "acme");
        assertThat(rotation.count()).isEqualTo(Map.of("new", 1L, Rotated.PLAIN, 1L, "lost", 1L));
        assertThat(rotation.run(keys, true).changed()).isEqualTo(1);
        assertThat(rotation.run(keys, true).changed()).isZero();
        assertThat(read(with(NEW), old)).isEqualTo("old");
        assertThat(read(with(NEW), plain)).isEqualTo("plain");
    }
}
