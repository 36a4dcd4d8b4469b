package ke.co.datacraft.cv.contracts.encryption;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher.Place;

/** The places whose texts are encrypted at rest, for those who write and those who read them. */
public final class EncryptedFields {

    private EncryptedFields() {}

    /** {@code cv.image_processing.result_document}: the whole result. */
    public static Place resultDocument(String tenantId, UUID imageId) {
        return new Place(tenantId, imageId.toString(), "image_processing.result_document");
    }

    /** {@code cv.object_detections.detected_objects}: JSON. */
    public static Place detectedObjects(String tenantId, UUID id) {
        return new Place(tenantId, id.toString(), "object_detections.detected_objects");
    }

    /** {@code cv.ocr_pages.full_text}. */
    public static Place fullText(String tenantId, UUID pageId) {
        return new Place(tenantId, pageId.toString(), "ocr_pages.full_text");
    }

    /** {@code cv.ocr_pages.lines}: JSON. */
    public static Place lines(String tenantId, UUID pageId) {
        return new Place(tenantId, pageId.toString(), "ocr_pages.lines");
    }

    /** {@code cv.ocr_words.text}. */
    public static Place word(String tenantId, UUID wordId) {
        return new Place(tenantId, wordId.toString(), "ocr_words.text");
    }

    /** {@code cv.barcodes.content}. */
    public static Place barcodeContent(String tenantId, UUID barcodeId) {
        return new Place(tenantId, barcodeId.toString(), "barcodes.content");
    }

    /** {@code cv.face_detections.landmarks}: JSON. */
    public static Place landmarks(String tenantId, UUID faceId) {
        return new Place(tenantId, faceId.toString(), "face_detections.landmarks");
    }

    /**
     * A text in Redis, or a field of a hash there.
     *
     * @param key of the value; it names the tenant
     * @param field of the hash, or empty for a text
     */
    public static Place redis(String key, String field) {
        return new Place("", key, field);
    }
}
