package ke.co.datacraft.cv.bridge.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;

class GlyphFontTest {

    private final GlyphFont font = GlyphFont.load();

    @Test
    void outlinesGrowWithTheSize() {
        Rectangle2D small = font.outline("Hxé", 10).getBounds2D();
        Rectangle2D large = font.outline("Hxé", 40).getBounds2D();
        assertThat(large.getWidth()).isCloseTo(4 * small.getWidth(), within(1e-6));
        assertThat(small.getMinY()).isNegative();
        assertThat(small.getMaxY()).isCloseTo(0, within(0.5));
    }

    @Test
    void widthIsTheSumOfTheAdvances() {
        assertThat(font.width("ab", 20))
                .isCloseTo(font.width("a", 20) + font.width("b", 20), within(1e-9));
    }

    @Test
    void aCharacterThatTheFontLacksIsNamed() {
        assertThatThrownBy(() -> font.outline("漢", 10)).hasMessageContaining("U+6f22");
    }
}
