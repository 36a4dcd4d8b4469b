package ke.co.datacraft.cv.contracts.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectEncryptionTest {

    private static final int SMALL = 12;
    private static final int SEGMENT = (1 << SMALL) + SegmentCipher.TAG_BYTES;
    private static final int HEADER = ObjectHeader.length("2026-01");

    /** Computed with another implementation of HKDF and AES-GCM. */
    @Test
    void knownObjects() throws Exception {
        String header =
                "8e4356450d0a1a0a011007323032362d3031"
                        + "404142434445464748494a4b4c4d4e4f60616263646566";

        assertThat(hex(TestingKeys.encrypted(utf8("a picture"), 16)))
                .isEqualTo(header + "e551c885ca2bec21cf93635e5300cd291e95a72ff96afcebb9");
        assertThat(hex(TestingKeys.encrypted(new byte[0], 16)))
                .isEqualTo(header + "af1847492512aface083e56c79e31164");
    }

    @ParameterizedTest
    @CsvSource({
        "10000, 12, b113a4c68375735cf35a6a5ec1e56fcbfd215ea8169c1fbc0aa4e89f9a89c240",
        "200000, 16, b56bb2dd9b8febd7b036ab0f795d3d88c661c8f3d662e77059aed23b9fc7bacc"
    })
    void knownObjectsOfSeveralSegments(int length, int segmentBits, String sha256)
            throws Exception {
        byte[] stored = TestingKeys.encrypted(TestingKeys.pattern(length), segmentBits);

        assertThat(hex(MessageDigest.getInstance("SHA-256").digest(stored))).isEqualTo(sha256);
        assertThat(TestingKeys.decrypted(stored, TestingKeys.BOTH, "acme"))
                .isEqualTo(TestingKeys.pattern(length));
    }

    @Test
    void everyChangedByteIsFound() throws Exception {
        byte[] stored = TestingKeys.encrypted(TestingKeys.pattern(2 * (1 << SMALL) + 100), SMALL);
        // Without its magic bytes it is a plain file as any other.
        for (int i = ObjectHeader.MAGIC.length; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 0x10;
            assertRefused(changed, "byte " + i);
        }
    }

    @Test
    void everyCutIsFound() throws Exception {
        byte[] stored = TestingKeys.encrypted(TestingKeys.pattern(2 * (1 << SMALL)), SMALL);
        for (int length = ObjectHeader.MAGIC.length; length < stored.length; length++) {
            assertRefused(Arrays.copyOf(stored, length), "length " + length);
        }
    }

    @Test
    void whatIsAppendedIsFound() throws Exception {
        for (int plain : new int[] {0, 100, 1 << SMALL}) {
            byte[] stored = TestingKeys.encrypted(TestingKeys.pattern(plain), SMALL);
            for (int more : new int[] {1, SegmentCipher.TAG_BYTES, SEGMENT}) {
                assertRefused(Arrays.copyOf(stored, stored.length + more), plain + "+" + more);
            }
        }
    }

    @Test
    void movedSegmentsAreFound() throws Exception {
        byte[] stored = TestingKeys.encrypted(TestingKeys.pattern(4 * (1 << SMALL)), SMALL);
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                if (a != b) {
                    byte[] moved = stored.clone();
                    System.arraycopy(
                            stored, HEADER + a * SEGMENT, moved, HEADER + b * SEGMENT, SEGMENT);
                    assertRefused(moved, a + " over " + b);
                    System.arraycopy(
                            stored, HEADER + b * SEGMENT, moved, HEADER + a * SEGMENT, SEGMENT);
                    assertRefused(moved, a + " and " + b + " swapped");
                }
            }
            byte[] without = new byte[stored.length - SEGMENT];
            System.arraycopy(stored, 0, without, 0, HEADER + a * SEGMENT);
            System.arraycopy(
                    stored,
                    HEADER + (a + 1) * SEGMENT,
                    without,
                    HEADER + a * SEGMENT,
                    (3 - a) * SEGMENT);
            assertRefused(without, "without " + a);
        }
    }

    private static void assertRefused(byte[] stored, String what) {
        assertThat(catchThrowable(() -> TestingKeys.decrypted(stored, TestingKeys.BOTH, "acme")))
                .as(what)
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void givesNoByteOfASegmentThatWasChanged() throws Exception {
        byte[] plain = TestingKeys.pattern(3 * (1 << SMALL));
        byte[] stored = TestingKeys.encrypted(plain, SMALL);
        stored[HEADER + SEGMENT + 5] ^= 1;
        try (InputStream in =
                new DecryptingInputStream(
                        new ByteArrayInputStream(stored), TestingKeys.OLD, "acme")) {
            assertThat(in.readNBytes(1 << SMALL)).isEqualTo(Arrays.copyOf(plain, 1 << SMALL));
            assertThatThrownBy(in::read).isInstanceOf(DecryptionException.class);
            assertThatThrownBy(in::read)
                    .as("and none of those after it")
                    .isInstanceOf(DecryptionException.class);
        }
    }

    @Test
    void aRangeOfAChangedSegmentIsRefused() throws Exception {
        byte[] stored = TestingKeys.encrypted(TestingKeys.pattern(3 * (1 << SMALL)), SMALL);
        stored[HEADER + SEGMENT + 5] ^= 1;
        EncryptedRange.Source source =
                (from, most) ->
                        new ByteArrayInputStream(
                                Arrays.copyOfRange(
                                        stored,
                                        (int) from,
                                        (int) Math.min(stored.length, from + most)));

        assertThat(
                        EncryptedRange.open(source, TestingKeys.OLD, "acme", 2 << SMALL, 10)
                                .readAllBytes())
                .as("of a segment beside it")
                .hasSize(10);
        assertThatThrownBy(
                        () ->
                                EncryptedRange.open(source, TestingKeys.OLD, "acme", 1 << SMALL, 10)
                                        .readAllBytes())
                .isInstanceOf(DecryptionException.class);
    }

    @Test
    void opensForItsTenantOnly() throws Exception {
        byte[] stored = TestingKeys.encrypted(utf8("a picture"), 16);

        assertThatThrownBy(() -> TestingKeys.decrypted(stored, TestingKeys.OLD, "other"))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("another tenant")
                .hasMessageContaining("'2026-01'");
    }

    @Test
    void aMissingKeyIsNamed() throws Exception {
        byte[] stored = TestingKeys.encrypted(utf8("a picture"), 16);

        for (EncryptionKeys keys : new EncryptionKeys[] {TestingKeys.NEW, EncryptionKeys.NONE}) {
            assertThatThrownBy(() -> TestingKeys.decrypted(stored, keys, "acme"))
                    .isInstanceOfSatisfying(
                            DecryptionException.class,
                            e -> assertThat(e.keyId()).isEqualTo("2026-01"))
                    .hasMessageContaining("'2026-01'")
                    .hasMessageContaining("id:base64");
        }
    }

    @Test
    void anotherKeyUnderTheSameIdOpensNothing() throws Exception {
        byte[] stored = TestingKeys.encrypted(utf8("a picture"), 16);
        EncryptionKeys wrong = EncryptionKeys.parse("2026-01:" + TestingKeys.SECOND);

        assertThatThrownBy(() -> TestingKeys.decrypted(stored, wrong, "acme"))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("give the key its id back");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "\u00ff\u00d8 a picture that was stored before the key"})
    void whatIsPlainPasses(String text) throws Exception {
        byte[] plain = text.getBytes(StandardCharsets.ISO_8859_1);

        assertThat(TestingKeys.decrypted(plain, TestingKeys.BOTH, "acme")).isEqualTo(plain);
        assertThat(TestingKeys.decrypted(plain, EncryptionKeys.NONE, "acme")).isEqualTo(plain);
    }

    @Test
    void withoutAKeyNothingIsEncrypted() {
        InputStream plain = new ByteArrayInputStream(utf8("a picture"));

        assertThatThrownBy(() -> new EncryptingInputStream(plain, EncryptionKeys.NONE, "acme"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("CV_ENCRYPTION_KEY");
        assertThat(EncryptingInputStream.storedLength(9, EncryptionKeys.NONE)).isEqualTo(9);
    }

    @Test
    void newObjectsTakeTheFirstKeyAndNeverLookAlike() throws Exception {
        byte[] first = stored("a picture");
        byte[] second = stored("a picture");

        assertThat(second).isNotEqualTo(first).hasSameSizeAs(first);
        assertThat(TestingKeys.decrypted(first, TestingKeys.NEW, "acme"))
                .isEqualTo(utf8("a picture"));
        assertThat(DecryptingInputStream.isEncrypted(first)).isTrue();
        assertThat(new String(first, StandardCharsets.ISO_8859_1)).doesNotContain("picture");
    }

    private static byte[] stored(String text) throws IOException {
        try (InputStream in =
                new EncryptingInputStream(
                        new ByteArrayInputStream(utf8(text)), TestingKeys.BOTH, "acme")) {
            return in.readAllBytes();
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
