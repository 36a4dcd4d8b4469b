package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {

    @Test
    void storableTextStaysAsItIs() {
        String text = "Stra\u00dfe \ud83d\udc1d\nline two\t\u0001";

        assertThat(SafeText.storable(text)).isSameAs(text);
        assertThat(SafeText.storable(null)).isNull();
    }

    @Test
    void nulAndHalvesOfPairsAreReplaced() {
        assertThat(SafeText.storable("a\u0000b\ud83dc\udc1d")).isEqualTo("a\ufffdb\ufffdc\ufffd");
        assertThat(SafeText.isStorable("a\u0000")).isFalse();
        assertThat(SafeText.isStorable("\udc1d\ud83d")).isFalse();
        assertThat(SafeText.isStorable("\ud83d\udc1d")).isTrue();
    }

    @Test
    void shortTextStaysAndLongTextEndsInDots() {
        assertThat(SafeText.shorten("abc", 3)).isEqualTo("abc");
        assertThat(SafeText.shorten("abcd", 3)).isEqualTo("abc...");
        assertThat(SafeText.shorten("ab\ud83d\udc1d", 3)).isEqualTo("ab...");
        assertThat(SafeText.shorten("a\nb\u0000", 9)).isEqualTo("a\ufffdb\ufffd");
        assertThat(SafeText.shorten(null, 9)).isEqualTo("null");
        assertThat(SafeText.shorten("", 9)).isEmpty();
    }
}
