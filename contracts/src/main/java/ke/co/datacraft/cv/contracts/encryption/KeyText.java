package ke.co.datacraft.cv.contracts.encryption;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One part of the setting.
 *
 * @param text without blanks at its ends
 * @param place from 1
 * @param places how many there are
 */
record KeyText(String text, int place, int places) {

    private static final int MIN_TEXT = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{43}=?");
    private static final String FORM =
            "write id:key with a key of 32 random bytes in Base64, made by `openssl rand -base64"
                    + " 32`";

    private static final String NO_COLON =
            "a text that a key is derived from has neither colon nor comma";

    /**
     * The key.
     *
     * @throws IllegalArgumentException naming the place and the cure
     */
    EncryptionKey key() {
        int colon = text.indexOf(':');
        if (colon >= 0) {
            return named(text.substring(0, colon).strip(), text.substring(colon + 1).strip());
        }
        if (isBytes(text)) {
            return EncryptionKey.unnamed(strong(bytes(text)));
        }
        if (text.length() < MIN_TEXT) {
            throw wrong(
                    text.isEmpty()
                            ? "is empty"
                            : "has " + text.length() + " characters and is no key of 32 bytes",
                    FORM + ", or a text of at least " + MIN_TEXT + " characters");
        }
        if (text.chars().distinct().count() < 8) {
            throw wrong("repeats a few characters", FORM);
        }
        return EncryptionKey.unnamed(KeyDerivation.ofText(text));
    }

    /** What should be known of it. */
    Optional<String> warning() {
        return text.indexOf(':') >= 0 || isBytes(text)
                ? Optional.empty()
                : Optional.of(
                        "CV_ENCRYPTION_KEY"
                                + where()
                                + " is taken as a text that a key is derived from, not as a key of"
                                + " 32 bytes; if it was meant to be one, "
                                + FORM);
    }

    private EncryptionKey named(String id, String key) {
        if (!EncryptionKey.ID.matcher(id).matches()) {
            throw wrong(
                    "has a colon that does not follow an id",
                    "an id has 1 to 32 letters, digits, dots, hyphens or underscores; " + NO_COLON);
        }
        if (!isBytes(key)) {
            throw wrong("has a colon, and after it no key of 32 bytes", FORM + "; " + NO_COLON);
        }
        return new EncryptionKey(id, strong(bytes(key)));
    }

    private static boolean isBytes(String key) {
        return HEX.matcher(key).matches() || BASE64.matcher(key).matches();
    }

    private byte[] bytes(String key) {
        if (HEX.matcher(key).matches()) {
            return HexFormat.of().parseHex(key);
        }
        try {
            return Base64.getDecoder().decode(key.replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException e) {
            // Its message would hold a character of the key.
            throw wrong("is no Base64", FORM);
        }
    }

    private byte[] strong(byte[] key) {
        for (int i = 1; i < key.length; i++) {
            if (key[i] != key[0]) {
                return key;
            }
        }
        throw wrong("is one byte repeated", FORM);
    }

    /** The error of this part. */
    IllegalArgumentException wrong(String what, String cure) {
        return new IllegalArgumentException(
                "CV_ENCRYPTION_KEY" + where() + " " + what + "; " + cure);
    }

    private String where() {
        return places == 1 ? "" : " (key " + place + " of " + places + ")";
    }

    @Override
    public String toString() {
        return "KeyText[place=" + place + "]";
    }
}
