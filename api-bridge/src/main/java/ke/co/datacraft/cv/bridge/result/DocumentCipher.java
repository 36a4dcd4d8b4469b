package ke.co.datacraft.cv.bridge.result;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;

/** Opens results that VisionJob encrypted; plain ones pass. */
public final class DocumentCipher {

    private final FieldCipher cipher;

    /**
     * @param cipher with the keys of the installation
     */
    public DocumentCipher(FieldCipher cipher) {
        this.cipher = cipher;
    }

    /**
     * @param stored what the column holds; null stays null
     * @throws IllegalStateException when the key is missing, which only the operator can cure
     */
    public String open(String tenant, UUID imageId, String stored) {
        if (stored == null) {
            return null;
        }
        try {
            return cipher.decrypt(EncryptedFields.resultDocument(tenant, imageId), stored);
        } catch (DecryptionException e) {
            throw new IllegalStateException(
                    "The result of image " + imageId + " cannot be decrypted", e);
        }
    }
}
