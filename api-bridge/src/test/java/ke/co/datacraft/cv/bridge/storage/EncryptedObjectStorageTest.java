package ke.co.datacraft.cv.bridge.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ObjectNames;
import ke.co.datacraft.cv.contracts.encryption.DecryptingInputStream;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Does what every storage does, and nobody reads its files. */
class EncryptedObjectStorageTest extends ObjectStorageTestBase {

    private static final String OLD = "old:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String NEW = "new:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA=";
    private static final EncryptionKeys KEYS = EncryptionKeys.parse(OLD);

    @TempDir private static Path folder;
    private static ObjectStorage files;
    private static ObjectStorage storage;

    @BeforeAll
    static void open() {
        files = new FolderObjectStorage(folder);
        storage = new EncryptedObjectStorage(files, KEYS);
    }

    @Override
    ObjectStorage storage() {
        return storage;
    }

    @Override
    Path root() {
        return folder;
    }

    @Override
    List<String> leftovers(String prefix) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .filter(name -> name.startsWith(prefix))
                    .sorted()
                    .toList();
        }
    }

    private static String key(String tenant) {
        return ObjectKeys.upload(tenant, Instant.EPOCH, UUID.randomUUID());
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private static String read(ObjectStorage from, String key) throws IOException {
        try (InputStream object = from.get(key)) {
            return new String(object.readAllBytes(), UTF_8);
        }
    }

    /** VisionJob knows the tenant's id alone. */
    @ParameterizedTest
    @ValueSource(strings = {"acme", "Straße 5/\u20ac", ".."})
    void isStoredEncryptedForItsTenant(String tenant) throws IOException {
        for (String name : List.of(tenant, tenant.repeat(25))) {
            String key = key(name);
            assertThat(storage.put(key, bytes("a picture"))).isEqualTo(9);

            assertThat(read(files, key)).doesNotContain("picture");
            try (InputStream opened =
                    new DecryptingInputStream(files.get(key), KEYS, ObjectNames.of(name))) {
                assertThat(opened.readAllBytes()).asString(UTF_8).isEqualTo("a picture");
            }
        }
    }

    @Test
    void anotherTenantsObjectDoesNotOpenInItsPlace() throws IOException {
        String theirs = key("other");
        storage.put(theirs, bytes("a picture"));
        String ours = key("acme");
        try (InputStream stolen = files.get(theirs)) {
            files.put(ours, stolen);
        }

        assertThatThrownBy(() -> read(storage, ours)).isInstanceOf(DecryptionException.class);
    }

    @Test
    void whatIsOlderThanTheKeyStaysReadable() throws IOException {
        String key = key("acme");
        files.put(key, bytes("a plain picture"));

        assertThat(read(storage, key)).isEqualTo("a plain picture");
        try (InputStream range = storage.get(key, 2, 5)) {
            assertThat(range.readAllBytes()).asString(UTF_8).isEqualTo("plain");
        }
    }

    @Test
    void aKeyThatWasReplacedStillOpens() throws IOException {
        String key = key("acme");
        storage.put(key, bytes("a picture"));

        ObjectStorage rotated =
                new EncryptedObjectStorage(files, EncryptionKeys.parse(NEW + "," + OLD));
        assertThat(read(rotated, key)).isEqualTo("a picture");
        rotated.put(key, bytes("another"));
        assertThat(read(rotated, key)).isEqualTo("another");
        assertThatThrownBy(() -> storage.get(key))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("'new'")
                .hasMessageContaining("CV_ENCRYPTION_KEY");
    }

    @Test
    void rangesCrossSegments() throws IOException {
        byte[] content = new byte[200_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i >> 8);
        }
        String key = key("acme");
        storage.put(key, new ByteArrayInputStream(content));

        try (InputStream range = storage.get(key, 65_000, 70_000)) {
            assertThat(range.readAllBytes())
                    .isEqualTo(Arrays.copyOfRange(content, 65_000, 135_000));
        }
    }
}
