package ke.co.datacraft.cv.contracts.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptionKeysTest {

    private static final String HEX =
            "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  ", "\n"})
    void nothingIsNoKey(String text) {
        assertThat(EncryptionKeys.parse(text)).isEqualTo(EncryptionKeys.NONE);
        assertThat(EncryptionKeys.NONE.isEnabled()).isFalse();
    }

    @Test
    void theFirstKeyEncryptsAndAllDecrypt() throws Exception {
        EncryptionKeys keys =
                EncryptionKeys.parse(
                        " b:" + TestingKeys.SECOND + " , a:" + TestingKeys.FIRST + "\n");

        assertThat(keys.isEnabled()).isTrue();
        assertThat(keys.ids()).containsExactly("b", "a");
        assertThat(keys.current().id()).isEqualTo("b");
        assertThat(HexFormat.of().formatHex(keys.find("a").secret())).isEqualTo(HEX);
        assertThat(keys.warnings()).isEmpty();
    }

    /** What is stored names the derived id, so it must not change. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                TestingKeys.FIRST,
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
                HEX,
                "000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F"
            })
    void aKeyAloneGetsAnIdFromItsDigest(String text) throws Exception {
        EncryptionKeys keys = EncryptionKeys.parse(text);

        assertThat(keys.ids()).containsExactly("k996894de");
        assertThat(HexFormat.of().formatHex(keys.find("k996894de").secret())).isEqualTo(HEX);
        assertThat(keys.warnings()).isEmpty();
    }

    @Test
    void takesTheAlphabetOfUrlsToo() throws Exception {
        EncryptionKeys keys = EncryptionKeys.parse("u:__79_Pv6-fj39vX08_Lx8O_u7ezr6uno5-bl5OPi4eA");

        assertThat(HexFormat.of().formatHex(keys.find("u").secret())).startsWith("fffefdfcfbfa");
    }

    /** The value was computed with another implementation of PBKDF2 and HKDF. */
    @Test
    void theSettingOfOlderReleasesIsAText() throws Exception {
        EncryptionKeys keys = EncryptionKeys.parse("encryption-key-for-sensitive-data");

        assertThat(keys.ids()).containsExactly("k28c9a463");
        assertThat(HexFormat.of().formatHex(keys.current().secret()))
                .isEqualTo("34b5929d39e678011838d4c3e342e878274b22998fefe0b4d0fc51b738fe3e0d");
        assertThat(keys.warnings())
                .singleElement()
                .asString()
                .contains("openssl rand -base64 32")
                .doesNotContain("sensitive");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zq9secret                                        | 9 characters  | 32 random bytes",
                "a:zq9secret                                      | no key of 32  | openssl rand",
                "a b:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8= | a colon       | nor comma",
                "zq9secret: a text that has a colon and is long   | a colon       | neither colon",
                "a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8    ,"
                        + " a:Hx4dHBsaGRgXFhUUExIREA8ODQwLCgkIBwYFBAMCAQA= | another key | its own",
                "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=,    | is empty      | id:key",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=     | one byte      | openssl rand",
                "zqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzqzq  | a few         | openssl rand",
                "a:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8===  | no key of 32 | openssl rand"
            })
    void refusesWithTheCureAndWithoutTheKey(String text, String what, String cure) {
        assertThatThrownBy(() -> EncryptionKeys.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("CV_ENCRYPTION_KEY")
                .hasMessageContaining(what)
                .hasMessageContaining(cure)
                .hasMessageNotContainingAny("zq", "AAEC", "Hx4d");
    }

    @Test
    void saysWhichKeyIsWrong() {
        assertThatThrownBy(() -> EncryptionKeys.parse("a:" + TestingKeys.FIRST + ",b:short"))
                .hasMessageStartingWith("CV_ENCRYPTION_KEY (key 2 of 2) ");
    }

    @Test
    void anUnknownKeyIsNamedWithTheCure() {
        assertThatThrownBy(() -> TestingKeys.OLD.find("2026-02"))
                .isInstanceOf(DecryptionException.class)
                .hasMessageContaining("'2026-02'")
                .hasMessageContaining("CV_ENCRYPTION_KEY");
    }

    @Test
    void travelsWithAJobAndShowsNoKey() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(TestingKeys.BOTH);
        }
        Object read;
        try (ObjectInputStream in =
                new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            read = in.readObject();
        }

        assertThat(read)
                .isEqualTo(TestingKeys.BOTH)
                .hasSameHashCodeAs(TestingKeys.BOTH)
                .isNotEqualTo(TestingKeys.OLD)
                .hasToString("EncryptionKeys[2026-02, 2026-01]");
        assertThat(TestingKeys.OLD.current()).hasToString("EncryptionKey[id=2026-01]");
    }
}
