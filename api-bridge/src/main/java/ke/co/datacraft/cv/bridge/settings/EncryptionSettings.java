package ke.co.datacraft.cv.bridge.settings;

import java.util.List;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;

/**
 * Encryption at rest.
 *
 * @param keys the first encrypts, all decrypt; {@link EncryptionKeys#NONE} to encrypt nothing
 */
public record EncryptionSettings(EncryptionKeys keys) {

    static final BridgeOption<EncryptionKeys> KEY =
            new BridgeOption<>(
                    "CV_ENCRYPTION_KEY",
                    "secret",
                    null,
                    "Keys of uploads and results at rest, the same as VisionJob's: `id:key` by commas,"
                            + " keys of 32 bytes in Base64; the first encrypts, all decrypt. Absent,"
                            + " nothing is encrypted.",
                    true,
                    EncryptionKeys::parse);

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(KEY);

    static EncryptionSettings read(OptionReader reader) {
        EncryptionKeys keys = reader.get(KEY);
        return new EncryptionSettings(keys == null ? EncryptionKeys.NONE : keys);
    }
}
