package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodedImagePartTest {

    private static DecodedImage image(int originalWidth, int originalHeight) {
        return new DecodedImage(SampleImages.mat(60, 40, 7), originalWidth, originalHeight);
    }

    @Test
    void showsThePixelsOfItsPlaceWithoutACopy() {
        try (DecodedImage image = image(60, 40);
                DecodedImage part = image.part(10, 5, 20, 30);
                Mat copy = part.pixels().clone()) {
            byte[] whole = SampleImages.pixels(60, 40, 7);
            byte[] row = new byte[3 * 20];
            for (int y = 0; y < 30; y++) {
                copy.ptr(y).get(row);
                int start = 3 * ((5 + y) * 60 + 10);
                assertThat(row).isEqualTo(java.util.Arrays.copyOfRange(whole, start, start + 60));
            }
            assertThat(part.pixels().data().address())
                    .isEqualTo(image.pixels().ptr(5, 10).address());
        }
    }

    @Test
    void outlivesTheImage() {
        DecodedImage image = image(60, 40);
        try (DecodedImage part = image.part(10, 5, 20, 30)) {
            int before = part.pixels().ptr(0).get(0);
            image.close();
            assertThat(part.pixels().ptr(0).get(0)).isEqualTo((byte) before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // Every fourth pixel is at hand: 9 begins in pixel 2, 9 + 30 ends in pixel 9.
        "240, 160, 9, 11, 30, 50, 8, 8, 8, 14",
        "60, 40, 59, 39, 1, 1, 59, 39, 1, 1",
        "240, 160, 0, 0, 240, 160, 0, 0, 60, 40",
        "240, 160, 239, 159, 1, 1, 236, 156, 1, 1"
    })
    void atASmallerScaleCoversWholePixels(
            int originalWidth,
            int originalHeight,
            int x,
            int y,
            int width,
            int height,
            float originX,
            float originY,
            int columns,
            int rows) {
        try (DecodedImage image = image(originalWidth, originalHeight);
                DecodedImage part = image.part(x, y, width, height)) {
            assertThat(part.originX()).isEqualTo(originX);
            assertThat(part.originY()).isEqualTo(originY);
            assertThat(part.width()).isEqualTo(columns);
            assertThat(part.height()).isEqualTo(rows);
            assertThat(part.scaleX()).isEqualTo(image.scaleX());
            assertThat(part.originalWidth()).isEqualTo(columns * originalWidth / 60);
            assertThat(part.originalHeight()).isEqualTo(rows * originalHeight / 40);
        }
    }

    @Test
    void aPartOfAPartKnowsItsPlaceInTheWhole() {
        try (DecodedImage image = image(120, 80);
                DecodedImage part = image.part(20, 10, 60, 60);
                DecodedImage inner = part.part(10, 20, 6, 4)) {
            assertThat(inner.originX()).isEqualTo(30);
            assertThat(inner.originY()).isEqualTo(30);
            assertThat(inner.pixels().data().address())
                    .isEqualTo(image.pixels().ptr(15, 15).address());
        }
    }

    @ParameterizedTest
    @CsvSource({"-1, 0, 5, 5", "0, 0, 61, 40", "0, 30, 5, 11", "5, 5, 0, 5", "5, 5, 5, 0"})
    void refusesWhatLiesBeyond(int x, int y, int width, int height) {
        try (DecodedImage image = image(60, 40)) {
            assertThatThrownBy(() -> image.part(x, y, width, height))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("60 x 40")
                    .hasMessageContaining("[%d, %d, %d, %d]".formatted(x, y, width, height));
        }
    }
}
