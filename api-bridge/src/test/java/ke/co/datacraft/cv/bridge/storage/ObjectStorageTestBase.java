package ke.co.datacraft.cv.bridge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage does. */
abstract class ObjectStorageTestBase {

    private static final int PART = 5 << 20;

    /** The storage under test; the same for all tests of a class. */
    abstract ObjectStorage storage();

    /** Every stored file or object, parts of unfinished ones included. */
    abstract List<String> leftovers(String prefix) throws IOException;

    /** Where its objects are files under their keys. */
    abstract Path root();

    /** An object that was written at a time. */
    private void plant(String key, Instant time) throws IOException {
        Path file = root().resolve(key);
        Files.createDirectories(file.getParent());
        Files.setLastModifiedTime(Files.write(file, new byte[] {7}), FileTime.from(time));
    }

    private static String prefix() {
        return "tests/" + UUID.randomUUID() + "/";
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0, 1, (1 << 18) - 1, 1 << 18, PART - 1, PART, PART + 1, 2 * PART, 11 << 20})
    void givesBackWhatWasPut(int size) throws IOException {
        byte[] content = bytes(size);
        String key = prefix() + "object";

        assertThat(storage().put(key, new DribblingInputStream(content))).isEqualTo(size);

        try (InputStream stored = storage().get(key)) {
            assertThat(stored.readAllBytes()).isEqualTo(content);
        }
        assertThat(storage().exists(key)).isTrue();
        assertThat(storage().keyOf(storage().uriOf(key))).hasValue(key);
    }

    @Test
    void givesRanges() throws IOException {
        String key = prefix() + "object";
        storage().put(key, new ByteArrayInputStream(new byte[] {0, 1, 2, 3, 4}));

        try (InputStream middle = storage().get(key, 1, 3)) {
            assertThat(middle.readAllBytes()).containsExactly(1, 2, 3);
        }
        try (InputStream end = storage().get(key, 3, 100)) {
            assertThat(end.readAllBytes()).containsExactly(3, 4);
        }
    }

    @Test
    void replacesAnObject() throws IOException {
        String key = prefix() + "object";
        storage().put(key, new ByteArrayInputStream(bytes(10)));
        storage().put(key, new ByteArrayInputStream(bytes(3)));

        try (InputStream stored = storage().get(key)) {
            assertThat(stored.readAllBytes()).isEqualTo(bytes(3));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 1 << 18, PART, 2 * PART + 7})
    void aStreamThatFailsLeavesNothing(int after) throws IOException {
        String prefix = prefix();

        assertThatThrownBy(() -> storage().put(prefix + "object", new FailingInputStream(after)))
                .isInstanceOf(IOException.class)
                .hasMessage("the client went away");

        assertThat(storage().exists(prefix + "object")).isFalse();
        assertThat(leftovers(prefix)).isEmpty();
    }

    @Test
    void anAbsentObjectSaysSo() throws IOException {
        String key = prefix() + "nothing";

        assertThat(storage().exists(key)).isFalse();
        assertThatThrownBy(() -> storage().get(key)).isInstanceOf(NoSuchFileException.class);
        assertThatThrownBy(() -> storage().get(key, 0, 1)).isInstanceOf(NoSuchFileException.class);
        storage().delete(key);
    }

    @Test
    void deletesAnObjectAndNoOther() throws IOException {
        String prefix = prefix();
        storage().put(prefix + "a/one", new ByteArrayInputStream(bytes(1)));
        storage().put(prefix + "a/two", new ByteArrayInputStream(bytes(1)));

        storage().delete(prefix + "a/one");
        storage().delete(prefix + "a/one");

        assertThat(leftovers(prefix)).containsExactly(prefix + "a/two");
    }

    @Test
    void listsByPrefixInPages() throws IOException {
        String prefix = prefix();
        List<String> keys = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            keys.add(prefix + "2026/" + i);
            storage().put(keys.get(i), new ByteArrayInputStream(bytes(1)));
        }
        storage().put(prefix + "2027/0", new ByteArrayInputStream(bytes(1)));

        assertThat(storage().list(prefix + "2026/", null, 3)).isEqualTo(keys.subList(0, 3));
        assertThat(storage().list(prefix + "2026/", keys.get(2), 3)).isEqualTo(keys.subList(3, 5));
        assertThat(storage().list(prefix + "2028/", null, 3)).isEmpty();
    }

    @Test
    void namesTheFoldersBelowAPrefix() throws IOException {
        String prefix = prefix();
        for (String key : List.of("b/1", "b/2", "a/x/y", "file", "a-b/1")) {
            storage().put(prefix + key, new ByteArrayInputStream(bytes(1)));
        }

        assertThat(storage().folders(prefix)).containsExactlyInAnyOrder("a", "a-b", "b");
        assertThat(storage().folders(prefix + "a/")).containsExactly("x");
        assertThat(storage().folders(prefix + "b/")).isEmpty();
        assertThat(storage().folders(prefix + "c/")).isEmpty();
    }

    @Test
    void deletesWhatWasWrittenBeforeATime() throws IOException {
        String prefix = prefix();
        Instant noon = Instant.parse("2026-01-01T12:00:00Z");
        int old = 1203;
        for (int i = 0; i < old; i++) {
            plant(prefix + "hour/" + i, noon.minusSeconds(1 + i));
        }
        plant(prefix + "hour/new", noon);
        plant(prefix + "hours/old", noon.minusSeconds(9));

        assertThat(storage().deleteBefore(prefix + "hour/", noon)).isEqualTo(old);
        assertThat(storage().deleteBefore(prefix + "hour/", noon)).isZero();
        assertThat(leftovers(prefix)).containsExactly(prefix + "hour/new", prefix + "hours/old");
        assertThat(storage().deleteBefore(prefix + "hour/", noon.plusSeconds(1))).isEqualTo(1);
        assertThat(storage().folders(prefix)).containsExactly("hours");
        assertThat(storage().deleteBefore(prefix + "none/", noon)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "..",
                "../x",
                "a/../b",
                "a/./b",
                "/etc/passwd",
                "a//b",
                "a/",
                "a\\b",
                "a\u0000b",
                "a%2e",
                "a~",
                "\u00fc",
                "a b",
                ".",
                "a/.."
            })
    void refusesWhatIsNoKey(String key) {
        assertThatThrownBy(() -> storage().put(key, InputStream.nullInputStream()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().get(key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().delete(key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> storage().exists(key))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://example.com/a", "s3://another/a", "file:///etc/passwd", "", "%"})
    void knowsWhatIsNotItsOwn(String uri) {
        assertThat(storage().keyOf(uri)).isEmpty();
    }

    @Test
    void isReady() throws IOException {
        storage().check();
    }

    /** Gives a few bytes at a time, as a network does. */
    private static final class DribblingInputStream extends FilterInputStream {
        DribblingInputStream(byte[] content) {
            super(new ByteArrayInputStream(content));
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 8191));
        }
    }

    /** Breaks after some bytes. */
    private static final class FailingInputStream extends InputStream {
        private int left;

        FailingInputStream(int bytes) {
            this.left = bytes;
        }

        @Override
        public int read() throws IOException {
            if (left-- > 0) {
                return 7;
            }
            throw new IOException("the client went away");
        }
    }
}
