package ke.co.datacraft.cv.standalone.encryption;

import java.util.UUID;
import ke.co.datacraft.cv.contracts.encryption.DecryptionException;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher.Place;

/** The columns that hold encrypted texts. */
enum EncryptedColumn {
    RESULT_DOCUMENT("image_processing", "result_document", false, EncryptedFields::resultDocument),
    DETECTED_OBJECTS(
            "object_detections", "detected_objects", true, EncryptedFields::detectedObjects),
    FULL_TEXT("ocr_pages", "full_text", false, EncryptedFields::fullText),
    LINES("ocr_pages", "lines", true, EncryptedFields::lines),
    WORD("ocr_words", "text", false, EncryptedFields::word),
    BARCODE_CONTENT("barcodes", "content", false, EncryptedFields::barcodeContent),
    LANDMARKS("face_detections", "landmarks", true, EncryptedFields::landmarks);

    private interface PlaceOf {
        Place of(String tenantId, UUID id);
    }

    private final String table;
    private final String column;
    private final boolean isJson;
    private final PlaceOf place;

    EncryptedColumn(String table, String column, boolean isJson, PlaceOf place) {
        this.table = table;
        this.column = column;
        this.isJson = isJson;
        this.place = place;
    }

    /** {@code table.column}. */
    String title() {
        return table + "." + column;
    }

    /** Key ids and how many values have each; plain ones have the id null. */
    String countQuery() {
        return "SELECT substring(%1$s FROM '^enc:v1:([^:]+):') AS key_id, count(*) FROM cv.%2$s"
                        .formatted(text(), table)
                + " WHERE %s IS NOT NULL GROUP BY 1 ORDER BY 1".formatted(column);
    }

    /** Values of other keys than one, and plain ones on demand, after a place in their order. */
    String pageQuery(boolean withPlain) {
        String others =
                "(%1$s LIKE 'enc:v1:%%' AND NOT starts_with(%1$s, 'enc:v1:' || ? || ':'))"
                        .formatted(text());
        String plain = "(%1$s IS NOT NULL AND %1$s NOT LIKE 'enc:v1:%%')".formatted(text());
        return "SELECT tenant_id, id, %1$s FROM cv.%2$s".formatted(column, table)
                + " WHERE (tenant_id, id) > (?, ?) AND ("
                + (withPlain ? others + " OR " + plain : others)
                + ") ORDER BY tenant_id, id LIMIT ?";
    }

    /** Sets a value that is still what was read. */
    String updateStatement() {
        String value = isJson ? "CAST(? AS jsonb)" : "?";
        return "UPDATE cv.%1$s SET %2$s = %3$s WHERE tenant_id = ? AND id = ? AND %2$s = %3$s"
                .formatted(table, column, value);
    }

    /** The stored form, encrypted with the first key. */
    String rotated(FieldCipher cipher, String tenantId, UUID id, String stored)
            throws DecryptionException {
        Place where = place.of(tenantId, id);
        return isJson
                ? cipher.encryptJson(where, cipher.decryptJson(where, stored))
                : cipher.encrypt(where, cipher.decrypt(where, stored));
    }

    /** The column as text; of a JSON string, what it holds. */
    private String text() {
        return isJson ? "(%s #>> '{}')".formatted(column) : column;
    }
}
