package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;

import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessSpecTest {

    @ParameterizedTest
    @CsvSource({
        "LETTERBOX_TOP_LEFT, 416, 416, 1920, 1080, 234",
        "LETTERBOX_CENTER, 416, 416, 1080, 1920, 234",
        "LETTERBOX_CENTER, 320, 192, 1280, 720, 180",
        "LETTERBOX_CENTER, 320, 192, 720, 1280, 108",
        "LETTERBOX_TOP_LEFT, 416, 416, 640, 480, 312",
        "LETTERBOX_TOP_LEFT, 416, 416, 208, 208, 416",
        "STRETCH, 640, 640, 1920, 1080, 640",
        "STRETCH, 96, 64, 1280, 720, 64",
        "STRETCH, 640, 64, 1280, 720, 360"
    })
    void asksForNoMorePixelsThanItUses(
            Resize resize, int width, int height, int pictureWidth, int pictureHeight, int side) {
        assertThat(spec(resize, width, height).minimumShortSide(pictureWidth, pictureHeight))
                .isEqualTo(side);
    }

    @Property
    void aPictureOfThatSizeIsNotEnlarged(
            @ForAll Resize resize,
            @ForAll @IntRange(min = 1, max = 700) int width,
            @ForAll @IntRange(min = 1, max = 700) int height,
            @ForAll @IntRange(min = 701, max = 5000) int pictureWidth,
            @ForAll @IntRange(min = 701, max = 5000) int pictureHeight) {
        if (resize == Resize.CENTER_CROP) {
            return;
        }
        PreprocessSpec spec = spec(resize, width, height);
        Letterbox letterbox = Letterbox.fit(pictureWidth, pictureHeight, spec);
        double scale =
                (double) spec.minimumShortSide(pictureWidth, pictureHeight)
                        / Math.min(pictureWidth, pictureHeight);

        assertThat(Math.ceil(pictureWidth * scale + 0.5))
                .isGreaterThanOrEqualTo(letterbox.contentWidth());
        assertThat(Math.ceil(pictureHeight * scale + 0.5))
                .isGreaterThanOrEqualTo(letterbox.contentHeight());
    }

    private static PreprocessSpec spec(Resize resize, int width, int height) {
        return Specs.of(width, height, resize, ChannelOrder.RGB);
    }
}
