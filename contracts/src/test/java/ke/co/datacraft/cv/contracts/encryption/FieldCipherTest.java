package ke.co.datacraft.cv.contracts.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.List;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher.Place;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FieldCipherTest {

    private static final String ROW = "76216985-d1db-5fef-83b8-b4481ac18ad8";
    private static final Place PLACE = new Place("acme", ROW, "full_text");

    private final FieldCipher old = new FieldCipher(TestingKeys.OLD);
    private final FieldCipher both = new FieldCipher(TestingKeys.BOTH);

    /** Computed with another implementation of HKDF and AES-GCM. */
    @Example
    void knownText() throws Exception {
        String stored =
                "enc:v1:2026-01:gIGCg4SFhoeIiYqL47U7BUeuPZaVZBkm2S7508ln07mRek5aScDcVlS0+WPrsg";

        assertThat(old.decrypt(PLACE, stored)).isEqualTo("Rechnung Nr. 7 \u20ac");
        assertThat(both.decrypt(PLACE, stored)).isEqualTo("Rechnung Nr. 7 \u20ac");
    }

    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any =
                Arbitraries.strings()
                        .ofMaxLength(2000)
                        .filter(text -> text.chars().noneMatch(c -> c >= 0xd800 && c < 0xe000));
        return Arbitraries.oneOf(
                any, any.map(text -> FieldCipher.PREFIX + text), any.map(text -> "enc:v0:" + text));
    }

    @Property(tries = 300)
    void whatGoesInComesOut(@ForAll("texts") String text) throws Exception {
        String stored = both.encrypt(PLACE, text);

        assertThat(stored).startsWith("enc:v1:2026-02:");
        assertThat(both.decrypt(PLACE, stored)).isEqualTo(text);
        assertThat(FieldCipher.NONE.decrypt(PLACE, FieldCipher.NONE.encrypt(PLACE, text)))
                .isEqualTo(text);
        assertThat(both.decrypt(PLACE, FieldCipher.NONE.encrypt(PLACE, text)))
                .as("plain rows stay readable once there is a key")
                .isEqualTo(text);
    }

    @Example
    void plainTextsPassAndNullStaysNull() throws Exception {
        for (String text : List.of("", "Total 12", "enc:", "enc:vault", "{\"a\":1}")) {
            assertThat(FieldCipher.NONE.encrypt(PLACE, text)).isEqualTo(text);
            assertThat(both.decrypt(PLACE, text)).isEqualTo(text);
        }
        assertThat(both.encrypt(PLACE, null)).isNull();
        assertThat(both.decrypt(PLACE, null)).isNull();
        assertThat(both.encryptJson(PLACE, null)).isNull();
        assertThat(both.decryptJson(PLACE, null)).isNull();
    }

    @Example
    void jsonIsAStringOfJson() throws Exception {
        String json = "[{\"label\":\"car\"}]";
        String stored = both.encryptJson(PLACE, json);

        assertThat(stored).matches("\"enc:v1:2026-02:[A-Za-z0-9+/]+\"");
        assertThat(FieldCipher.isEncryptedJson(stored)).isTrue();
        assertThat(FieldCipher.isEncryptedJson(json)).isFalse();
        assertThat(both.decryptJson(PLACE, stored)).isEqualTo(json);
        assertThat(both.decryptJson(PLACE, json)).isEqualTo(json);
        assertThat(FieldCipher.NONE.encryptJson(PLACE, json)).isEqualTo(json);
    }

    @Example
    void opensInItsPlaceOnly() {
        String stored = old.encrypt(PLACE, "secret");

        Stream.of(
                        new Place("other", ROW, "full_text"),
                        new Place("acme", ROW.replace('8', '9'), "full_text"),
                        new Place("acme", ROW, "lines"),
                        new Place("acme" + ROW, "", "full_text"))
                .forEach(
                        place ->
                                assertThatThrownBy(() -> old.decrypt(place, stored))
                                        .as(place.toString())
                                        .isInstanceOf(DecryptionException.class)
                                        .hasMessageNotContaining("secret"));
    }

    @Example
    void everyChangedCharacterIsFound() {
        String stored = old.encrypt(PLACE, "a secret of some length");
        for (int i = FieldCipher.PREFIX.length(); i < stored.length(); i++) {
            char other = stored.charAt(i) == 'A' ? 'Q' : 'A';
            String changed = stored.substring(0, i) + other + stored.substring(i + 1);
            assertThat(catchThrowable(() -> old.decrypt(PLACE, changed)))
                    .as("character " + i)
                    .isInstanceOf(DecryptionException.class);
            String cut = stored.substring(0, i);
            assertThat(catchThrowable(() -> old.decrypt(PLACE, cut)))
                    .as("length " + i)
                    .isInstanceOf(DecryptionException.class);
        }
    }

    @Example
    void aMissingKeyIsNamedWithTheCure() {
        String stored = new FieldCipher(TestingKeys.NEW).encrypt(PLACE, "secret");

        for (FieldCipher cipher : List.of(old, FieldCipher.NONE)) {
            assertThatThrownBy(() -> cipher.decrypt(PLACE, stored))
                    .isInstanceOfSatisfying(
                            DecryptionException.class,
                            e -> assertThat(e.keyId()).isEqualTo("2026-02"))
                    .hasMessageContaining("CV_ENCRYPTION_KEY");
        }
    }

    @Example
    void theSameTextNeverLooksAlike() {
        assertThat(old.encrypt(PLACE, "yes")).isNotEqualTo(old.encrypt(PLACE, "yes"));
    }
}
