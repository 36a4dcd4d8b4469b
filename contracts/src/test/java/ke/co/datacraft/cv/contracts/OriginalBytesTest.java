package ke.co.datacraft.cv.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class OriginalBytesTest {

    @Property(tries = 500)
    void anyBytesComeBackAlsoFromADatabaseThatTakesNoNul(@ForAll byte[] bytes) {
        OriginalBytes original = OriginalBytes.of(bytes);
        OriginalBytes stored = OriginalBytes.storable(original.value(), original.encoding());

        assertThat(OriginalBytes.bytes(original.value(), original.encoding())).isEqualTo(bytes);
        assertThat(OriginalBytes.bytes(stored.value(), stored.encoding())).isEqualTo(bytes);
        assertThat(SafeText.isStorable(stored.value())).isTrue();
    }

    @Property(tries = 300)
    void anyTextComesBack(@ForAll String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        OriginalBytes original = OriginalBytes.of(bytes);
        OriginalBytes stored = OriginalBytes.storable(original.value(), original.encoding());

        assertThat(OriginalBytes.bytes(stored.value(), stored.encoding())).isEqualTo(bytes);
        assertThat(SafeText.isStorable(stored.value())).isTrue();
    }

    @Test
    void textStaysReadableAndNothingStaysNothing() {
        assertThat(OriginalBytes.of("{\"a\":1}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new OriginalBytes("{\"a\":1}", OriginalBytes.UTF_8));
        assertThat(OriginalBytes.of(null)).isEqualTo(new OriginalBytes("", OriginalBytes.UTF_8));
        assertThat(OriginalBytes.bytes(null, null)).isNull();
    }

    @Test
    void whatWouldGrowWhenEscapedIsNotWrittenAsText() {
        assertThat(OriginalBytes.of(new byte[100]).encoding()).isEqualTo(OriginalBytes.BASE64);
    }
}
