package ke.co.datacraft.cv.bridge.security;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of an API key: {@code cvk_}, its id, and 256 random bits. With so many bits a plain
 * SHA-256 is enough to store; the id makes it findable and tells leaked keys apart.
 *
 * @param id identity of the key
 * @param text all of it
 */
record ApiKeySecret(UUID id, String text) {

    static final String BEGINNING = "cvk_";

    private static final int RANDOM_BYTES = 32;
    private static final int SHOWN = 12;

    private static final Pattern FORM =
            Pattern.compile(
                    "cvk_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})"
                            + "_[A-Za-z0-9_-]{43}");

    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one. */
    static ApiKeySecret generate() {
        UUID id = UUID.randomUUID();
        byte[] random = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(random);
        String text =
                BEGINNING
                        + compact(id)
                        + "_"
                        + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new ApiKeySecret(id, text);
    }

    /** The key of a text; empty when the text has not the form of one. */
    static Optional<ApiKeySecret> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String id = form.replaceFirst("$1-$2-$3-$4-$5");
        return Optional.of(new ApiKeySecret(UUID.fromString(id), text));
    }

    /** The characters by which people tell keys apart. */
    static String prefix(UUID id) {
        return BEGINNING + compact(id).substring(0, SHOWN);
    }

    byte[] hash() {
        return Digests.sha256(text);
    }

    private static String compact(UUID id) {
        return id.toString().replace("-", "");
    }

    /** Never the key. */
    @Override
    public String toString() {
        return prefix(id) + "…";
    }
}
