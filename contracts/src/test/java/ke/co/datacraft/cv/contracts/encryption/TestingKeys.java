package ke.co.datacraft.cv.contracts.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.HexFormat;

/** Keys and headers of tests. */
final class TestingKeys {

    /** The bytes 0 to 31. */
    static final String FIRST = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /** The bytes 31 to 0. */
    static final String SECOND = reversed();

    static final EncryptionKeys OLD = EncryptionKeys.parse("2026-01:" + FIRST);
    static final EncryptionKeys NEW = EncryptionKeys.parse("2026-02:" + SECOND);
    static final EncryptionKeys BOTH =
            EncryptionKeys.parse("2026-02:" + SECOND + ",2026-01:" + FIRST);

    private TestingKeys() {}

    private static String reversed() {
        byte[] key = new byte[32];
        for (int i = 0; i < key.length; i++) {
            key[i] = (byte) (31 - i);
        }
        return Base64.getEncoder().encodeToString(key);
    }

    /** A header that is the same in every run: salt 40..4f, nonce prefix 60..66. */
    static ObjectHeader header(int segmentBits) throws IOException {
        byte[] rest =
                HexFormat.of()
                        .parseHex(
                                "01%02x07323032362d3031404142434445464748494a4b4c4d4e4f60616263646566"
                                        .formatted(segmentBits));
        return ObjectHeader.readAfterMagic(new ByteArrayInputStream(rest));
    }

    /** Encrypts under that header with the key of {@link #OLD} for tenant {@code acme}. */
    static byte[] encrypted(byte[] plain, int segmentBits) throws IOException {
        try (InputStream stream =
                new EncryptingInputStream(
                        new ByteArrayInputStream(plain),
                        OLD.current(),
                        header(segmentBits),
                        "acme")) {
            return stream.readAllBytes();
        }
    }

    static byte[] decrypted(byte[] stored, EncryptionKeys keys, String tenantId)
            throws IOException {
        try (InputStream stream =
                new DecryptingInputStream(new ByteArrayInputStream(stored), keys, tenantId)) {
            return stream.readAllBytes();
        }
    }

    /** So many bytes with a pattern. */
    static byte[] pattern(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 7);
        }
        return bytes;
    }
}
