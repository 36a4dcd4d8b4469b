package ke.co.datacraft.cv.inference.ocr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.opencv.Quadrilateral;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.junit.jupiter.api.Test;

class ReadingOrderTest {

    private static DecodedImage picture() {
        byte[] bytes = SampleImages.jpeg(400, 300, 1);
        return new ImageDecoder(ImageLimits.ofMegapixels(1))
                .decode(bytes, ImageInspector.inspect(bytes), 0, Integer.MAX_VALUE);
    }

    private static ReadRegion region(String text, float x, float y, float width, float height) {
        List<Integer> positions = IntStream.range(0, text.length()).boxed().toList();
        return new ReadRegion(
                new Quadrilateral(
                        new float[] {x, x + width, x + width, x},
                        new float[] {y, y, y + height, y + height}),
                new CharacterSet.Reading(text, positions, 0.9f, text.length()),
                1);
    }

    @Test
    void articleAndPriceAreOneLine() {
        try (DecodedImage image = picture()) {
            ReadingOrder order =
                    ReadingOrder.of(
                            List.of(
                                    region("TOTAL", 10, 100, 80, 20),
                                    region("4.20", 300, 52, 50, 20),
                                    region("Milk", 10, 50, 60, 20)),
                            image);

            assertThat(order.words())
                    .extracting(TextElement::text)
                    .containsExactly("Milk", "4.20", "TOTAL");
            assertThat(order.words()).extracting(TextElement::line).containsExactly(0, 0, 1);
            assertThat(order.lineBoxes())
                    .containsExactly(
                            new BoundingBox(10, 50, 340, 22), new BoundingBox(10, 100, 80, 20));
        }
    }

    @Test
    void linesCloseAboveEachOtherStaySeparate() {
        try (DecodedImage image = picture()) {
            ReadingOrder order =
                    ReadingOrder.of(
                            List.of(
                                    region("below", 10, 68, 100, 20),
                                    region("above", 10, 50, 100, 20)),
                            image);

            assertThat(order.words()).extracting(TextElement::line).containsExactly(0, 1);
        }
    }

    @Test
    void wordsShareTheirRegion() {
        try (DecodedImage image = picture()) {
            List<TextElement> words = region("ab cd", 100, 50, 50, 20).words(image, 3);

            assertThat(words).extracting(TextElement::text).containsExactly("ab", "cd");
            assertThat(words.get(0).box().x()).isEqualTo(100);
            assertThat(words.get(1).box().x() + words.get(1).box().width()).isEqualTo(150);
            assertThat(words.get(0).box().x() + words.get(0).box().width()).isBetween(115f, 130f);
            assertThat(words.get(1).box().x()).isBetween(120f, 135f);
        }
    }
}
