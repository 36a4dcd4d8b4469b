package ke.co.datacraft.cv.bridge.settings;

import java.util.List;
import ke.co.datacraft.cv.contracts.encryption.EncryptionKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Encryption at rest.
 *
 * @param keys the first encrypts, all decrypt; {@link EncryptionKeys#NONE} to encrypt nothing
 */
public record EncryptionSettings(EncryptionKeys keys) {

    private static final Logger LOG = LoggerFactory.getLogger(EncryptionSettings.class);

    static final BridgeOption<EncryptionKeys> KEY =
            new BridgeOption<>(
                    "CV_ENCRYPTION_KEY",
                    "secret",
                    null,
                    "Keys of uploads and results at rest, the same as VisionJob's: `id:key` by commas,"
                            + " keys of 32 bytes in Base64; the first encrypts, all decrypt. Absent,"
                            + " nothing is encrypted. See [encryption.md](encryption.md).",
                    true,
                    EncryptionKeys::parse);

    /** Every option of this record. */
    public static final List<BridgeOption<?>> OPTIONS = List.of(KEY);

    static EncryptionSettings read(OptionReader reader) {
        EncryptionKeys keys = reader.get(KEY);
        if (keys == null) {
            return new EncryptionSettings(EncryptionKeys.NONE);
        }
        keys.warnings().forEach(LOG::warn);
        return new EncryptionSettings(keys);
    }
}
