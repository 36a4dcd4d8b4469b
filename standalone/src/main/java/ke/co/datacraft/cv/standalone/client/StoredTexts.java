package ke.co.datacraft.cv.standalone.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.standalone.services.ServiceException;

/**
 * Reads the texts of rows, encrypted or not.
 *
 * @param cipher with the keys of the installation
 * @param tenant whose rows
 */
record StoredTexts(FieldCipher cipher, String tenant) {

    /** What {@code cv.ocr_pages.full_text} holds; null stays null. */
    String page(UUID pageId, String stored) {
        return open(() -> cipher.decrypt(EncryptedFields.fullText(tenant, pageId), stored));
    }

    /** What {@code cv.ocr_words.text} holds. */
    String word(UUID wordId, String stored) {
        return open(() -> cipher.decrypt(EncryptedFields.word(tenant, wordId), stored));
    }

    /** What {@code cv.object_detections.detected_objects} holds. */
    List<DetectedObject> objects(UUID id, String stored) {
        String json =
                open(() -> cipher.decryptJson(EncryptedFields.detectedObjects(tenant, id), stored));
        try {
            return List.of(
                    ContractCodec.readTrusted(
                            json.getBytes(StandardCharsets.UTF_8), DetectedObject[].class));
        } catch (IOException e) {
            throw new ServiceException("The objects of detection " + id + " cannot be read", e);
        }
    }

    private interface Opening {
        String open() throws DecryptionException;
    }

    private static String open(Opening opening) {
        try {
            return opening.open();
        } catch (DecryptionException e) {
            throw new ServiceException("A stored text cannot be read: " + e.getMessage(), e);
        }
    }
}
