package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class LetterboxTest {

    @Example
    void fitsAWidePictureIntoTheTopLeftCorner() {
        Letterbox letterbox = fit(640, 426, 416, 416, Resize.LETTERBOX_TOP_LEFT);
        assertThat(letterbox).isEqualTo(new Letterbox(640, 426, 0, 0, 416, 276, 0.65f, 0.65f));
        BoundingBox box = letterbox.toOriginal(0, 0, 208, 130);
        assertThat(box).isEqualTo(new BoundingBox(0, 0, 320, 200));
    }

    @Example
    void centresATallPicture() {
        assertThat(fit(100, 200, 64, 64, Resize.LETTERBOX_CENTER))
                .isEqualTo(new Letterbox(100, 200, 16, 0, 32, 64, 0.32f, 0.32f));
    }

    @Example
    void stretchesBothSides() {
        Letterbox letterbox = fit(100, 200, 50, 50, Resize.STRETCH);
        assertThat(letterbox.scaleX()).isEqualTo(0.5f);
        assertThat(letterbox.scaleY()).isEqualTo(0.25f);
    }

    @Example
    void boxesAreClippedToTheOriginal() {
        Letterbox letterbox = fit(100, 200, 64, 64, Resize.LETTERBOX_CENTER);
        assertThat(letterbox.toOriginal(0, -5, 64, 100)).isEqualTo(new BoundingBox(0, 0, 100, 200));
        // Wholly within the padding.
        assertThat(letterbox.toOriginal(50, 0, 10, 10).width()).isZero();
        assertThat(letterbox.toOriginal(0, 0, 10, 10).width()).isZero();
    }

    @Property
    void aPictureThatIsCutCoversTheTensorAndItsMiddleIsSeen(
            @ForAll @IntRange(min = 1, max = 5000) int width,
            @ForAll @IntRange(min = 1, max = 5000) int height,
            @ForAll @IntRange(min = 1, max = 700) int tensorWidth,
            @ForAll @IntRange(min = 1, max = 700) int tensorHeight) {
        Letterbox letterbox = fit(width, height, tensorWidth, tensorHeight, Resize.CENTER_CROP);
        int right = letterbox.contentX() + letterbox.contentWidth();
        int bottom = letterbox.contentY() + letterbox.contentHeight();
        assertThat(letterbox.contentX()).isLessThanOrEqualTo(0);
        assertThat(letterbox.contentY()).isLessThanOrEqualTo(0);
        assertThat(right - tensorWidth).isBetween(-letterbox.contentX(), 1 - letterbox.contentX());
        assertThat(bottom - tensorHeight)
                .isBetween(-letterbox.contentY(), 1 - letterbox.contentY());
        ImagePoint middle = letterbox.toOriginal(tensorWidth / 2f, tensorHeight / 2f);
        assertThat(middle.x()).isCloseTo(width / 2f, within(1.5f / letterbox.scaleX()));
        assertThat(middle.y()).isCloseTo(height / 2f, within(1.5f / letterbox.scaleY()));
    }

    @Property
    void thePictureStaysWithinTheTensorAndKeepsItsShape(
            @ForAll @IntRange(min = 1, max = 5000) int width,
            @ForAll @IntRange(min = 1, max = 5000) int height,
            @ForAll @IntRange(min = 1, max = 700) int tensorWidth,
            @ForAll @IntRange(min = 1, max = 700) int tensorHeight,
            @ForAll Resize resize) {
        Assume.that(resize != Resize.CENTER_CROP);
        Letterbox letterbox = fit(width, height, tensorWidth, tensorHeight, resize);
        assertThat(letterbox.contentWidth()).isBetween(1, tensorWidth);
        assertThat(letterbox.contentHeight()).isBetween(1, tensorHeight);
        assertThat(letterbox.contentX()).isBetween(0, tensorWidth - letterbox.contentWidth());
        assertThat(letterbox.contentY()).isBetween(0, tensorHeight - letterbox.contentHeight());
        boolean fillsOneSide =
                letterbox.contentWidth() == tensorWidth
                        || letterbox.contentHeight() == tensorHeight;
        assertThat(fillsOneSide).isTrue();
        if (resize != Resize.STRETCH) {
            double ratio = Math.min((double) tensorWidth / width, (double) tensorHeight / height);
            assertThat((double) letterbox.contentWidth())
                    .isCloseTo(Math.max(1, width * ratio), within(1.0));
            assertThat((double) letterbox.contentHeight())
                    .isCloseTo(Math.max(1, height * ratio), within(1.0));
        }
    }

    @Property
    void aBoxComesBack(
            @ForAll @IntRange(min = 10, max = 5000) int width,
            @ForAll @IntRange(min = 10, max = 5000) int height,
            @ForAll Resize resize,
            @ForAll @DoubleRange(min = 0, max = 0.5) double left,
            @ForAll @DoubleRange(min = 0, max = 0.5) double top,
            @ForAll @DoubleRange(min = 0, max = 0.5) double share) {
        Letterbox letterbox = fit(width, height, 416, 320, resize);
        BoundingBox box =
                new BoundingBox(
                        (float) (left * width),
                        (float) (top * height),
                        (float) (share * width),
                        (float) (share * height));
        BoundingBox back =
                letterbox.toOriginal(
                        box.x() * letterbox.scaleX() + letterbox.contentX(),
                        box.y() * letterbox.scaleY() + letterbox.contentY(),
                        box.width() * letterbox.scaleX(),
                        box.height() * letterbox.scaleY());
        float tolerance = 1e-6f * Math.max(width, height) / Math.min(1, letterbox.scaleX());
        assertThat(back.x()).isCloseTo(box.x(), within(0.05f + tolerance));
        assertThat(back.y()).isCloseTo(box.y(), within(0.05f + tolerance));
        assertThat(back.width()).isCloseTo(box.width(), within(0.05f + tolerance));
        assertThat(back.height()).isCloseTo(box.height(), within(0.05f + tolerance));
    }

    private static Letterbox fit(
            int width, int height, int tensorWidth, int tensorHeight, Resize resize) {
        return Letterbox.fit(
                width, height, Specs.of(tensorWidth, tensorHeight, resize, ChannelOrder.BGR));
    }
}
