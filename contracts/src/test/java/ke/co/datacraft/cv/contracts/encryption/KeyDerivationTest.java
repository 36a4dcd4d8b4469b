package ke.co.datacraft.cv.contracts.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class KeyDerivationTest {

    /** RFC 5869, appendix A.1, the first block. */
    @Test
    void hkdfWithSalt() {
        byte[] key =
                KeyDerivation.extract(
                        hex("000102030405060708090a0b0c"),
                        hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));

        assertThat(key)
                .isEqualTo(hex("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5"));
        assertThat(KeyDerivation.expand(key, hex("f0f1f2f3f4f5f6f7f8f9")))
                .isEqualTo(hex("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"));
    }

    /** RFC 5869, appendix A.3, the first block. */
    @Test
    void hkdfWithoutSalt() {
        byte[] key =
                KeyDerivation.extract(
                        new byte[0], hex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"));

        assertThat(key)
                .isEqualTo(hex("19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04"));
        assertThat(KeyDerivation.expand(key, new byte[0]))
                .isEqualTo(hex("8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"));
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
