package ke.co.datacraft.cv.inference.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.ChannelOrder;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.Resize;
import ke.co.datacraft.cv.inference.image.PreprocessSpec.TensorLayout;
import ke.co.datacraft.cv.inference.testing.SampleImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessorTest {

    private static final int WIDTH = 40;
    private static final int HEIGHT = 28;

    @ParameterizedTest
    @CsvSource({
        "LETTERBOX_TOP_LEFT, BGR, 100, 60",
        "LETTERBOX_TOP_LEFT, RGB, 50, 90",
        "LETTERBOX_CENTER, RGB, 100, 33",
        "LETTERBOX_CENTER, BGR, 20, 90",
        "STRETCH, RGB, 50, 90",
        "STRETCH, BGR, 40, 28",
        "LETTERBOX_CENTER, RGB, 400, 1",
        "LETTERBOX_TOP_LEFT, BGR, 1, 400"
    })
    void agreesWithANaiveImplementation(
            Resize resize, ChannelOrder channels, int width, int height) {
        PreprocessSpec spec = Specs.imageNet(WIDTH, HEIGHT, resize, channels);
        byte[] pixels = SampleImages.pixels(width, height, 4);
        FloatBuffer target = direct(spec.valueCount());
        try (Preprocessor preprocessor = new Preprocessor(spec);
                DecodedImage image =
                        new DecodedImage(SampleImages.mat(width, height, 4), width, height)) {
            Letterbox letterbox = preprocessor.write(image, target);

            assertThat(letterbox).isEqualTo(Letterbox.fit(width, height, spec));
            for (int i = 0; i < spec.valueCount(); i++) {
                float expected = naive(spec, letterbox, pixels, width, i);
                // A pixel is rounded to 8 bits after it is resized: 1 / 255 / 0.22.
                assertThat(target.get(i)).as("value %d", i).isCloseTo(expected, within(0.02f));
            }
        }
    }

    @Test
    void theMiddleIsCutOutOfAPictureOfTheRightSize() {
        byte[] pixels = SampleImages.pixels(80, 60, 4);
        PreprocessSpec spec = cropping(60, TensorLayout.NCHW);
        FloatBuffer target = direct(spec.valueCount());
        try (Preprocessor preprocessor = new Preprocessor(spec);
                DecodedImage image = new DecodedImage(SampleImages.mat(80, 60, 4), 80, 60)) {
            preprocessor.write(image, target);
        }
        for (int plane = 0; plane < 3; plane++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    int there = pixels[3 * ((y + 16) * 80 + x + 20) + 2 - plane] & 0xff;
                    assertThat(target.get((plane * HEIGHT + y) * WIDTH + x)).isEqualTo(there);
                }
            }
        }
    }

    @Test
    void theMiddleOfALargePictureIsTheSameAsThatOfItsSmallerSelf() {
        PreprocessSpec spec = cropping(60, TensorLayout.NCHW);
        PreprocessSpec whole = Specs.of(80, 60, Resize.STRETCH, ChannelOrder.RGB);
        FloatBuffer cut = direct(spec.valueCount());
        FloatBuffer all = direct(whole.valueCount());
        try (Preprocessor cropping = new Preprocessor(spec);
                Preprocessor stretching = new Preprocessor(whole);
                DecodedImage image = new DecodedImage(SampleImages.mat(320, 240, 4), 320, 240)) {
            cropping.write(image, cut);
            stretching.write(image, all);
        }
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                assertThat(cut.get(y * WIDTH + x)).isEqualTo(all.get((y + 16) * 80 + x + 20));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"CENTER_CROP", "LETTERBOX_CENTER", "LETTERBOX_TOP_LEFT", "STRETCH"})
    void pixelByPixelHoldsTheSameAsPlanes(Resize resize) {
        PreprocessSpec planes = Specs.imageNet(WIDTH, HEIGHT, resize, ChannelOrder.RGB);
        PreprocessSpec pixels =
                new PreprocessSpec(
                        WIDTH,
                        HEIGHT,
                        resize,
                        ChannelOrder.RGB,
                        planes.mean(),
                        planes.standardDeviation(),
                        planes.scale(),
                        planes.padValue(),
                        planes.shortSide(),
                        TensorLayout.NHWC);
        FloatBuffer byPlane = direct(planes.valueCount());
        FloatBuffer byPixel = direct(planes.valueCount());
        try (Preprocessor first = new Preprocessor(planes);
                Preprocessor second = new Preprocessor(pixels);
                DecodedImage image = new DecodedImage(SampleImages.mat(90, 30, 5), 90, 30)) {
            first.write(image, byPlane);
            second.write(image, byPixel);
        }
        for (int place = 0; place < WIDTH * HEIGHT; place++) {
            for (int plane = 0; plane < 3; plane++) {
                assertThat(byPixel.get(3 * place + plane))
                        .isEqualTo(byPlane.get(plane * WIDTH * HEIGHT + place));
            }
        }
    }

    private static PreprocessSpec cropping(int shortSide, TensorLayout layout) {
        return new PreprocessSpec(
                WIDTH,
                HEIGHT,
                Resize.CENTER_CROP,
                ChannelOrder.RGB,
                new float[3],
                new float[] {1, 1, 1},
                1,
                0,
                shortSide,
                layout);
    }

    /** One value, straight from the definition; bilinear with pixel centres at .5. */
    private static float naive(
            PreprocessSpec spec, Letterbox letterbox, byte[] pixels, int width, int index) {
        int plane = index / (spec.width() * spec.height());
        int y = index / spec.width() % spec.height() - letterbox.contentY();
        int x = index % spec.width() - letterbox.contentX();
        int channel = spec.channels() == ChannelOrder.BGR ? plane : 2 - plane;
        double pixel = spec.padValue();
        if (x >= 0 && y >= 0 && x < letterbox.contentWidth() && y < letterbox.contentHeight()) {
            int height = pixels.length / 3 / width;
            double sourceX = (x + 0.5) * width / letterbox.contentWidth() - 0.5;
            double sourceY = (y + 0.5) * height / letterbox.contentHeight() - 0.5;
            pixel = bilinear(pixels, width, sourceX, sourceY, channel);
        }
        return (float)
                ((pixel * spec.scale() - spec.mean()[plane]) / spec.standardDeviation()[plane]);
    }

    private static double bilinear(byte[] pixels, int width, double x, double y, int channel) {
        int height = pixels.length / 3 / width;
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double sum = 0;
        for (int dy = 0; dy < 2; dy++) {
            for (int dx = 0; dx < 2; dx++) {
                int column = Math.max(0, Math.min(width - 1, left + dx));
                int row = Math.max(0, Math.min(height - 1, top + dy));
                double weight = (1 - Math.abs(x - left - dx)) * (1 - Math.abs(y - top - dy));
                sum += weight * (pixels[3 * (row * width + column) + channel] & 0xff);
            }
        }
        return sum;
    }

    @Test
    void scratchMemoryDoesNotCarryOverToTheNextPicture() {
        PreprocessSpec spec = Specs.of(WIDTH, HEIGHT, Resize.LETTERBOX_CENTER, ChannelOrder.BGR);
        FloatBuffer fresh = direct(spec.valueCount());
        FloatBuffer reused = direct(spec.valueCount());
        try (Preprocessor first = new Preprocessor(spec);
                Preprocessor second = new Preprocessor(spec);
                DecodedImage wide = new DecodedImage(SampleImages.mat(90, 20, 1), 90, 20);
                DecodedImage tall = new DecodedImage(SampleImages.mat(20, 90, 2), 20, 90)) {
            first.write(tall, fresh);
            second.write(wide, reused);
            second.write(tall, reused);
        }
        assertThat(reused).isEqualTo(fresh);
    }

    @Test
    void writesOneElementOfABatchAndNothingElse() {
        PreprocessSpec spec = Specs.plain(8, 6);
        int count = spec.valueCount();
        FloatBuffer batch = direct(3 * count);
        for (int i = 0; i < 3 * count; i++) {
            batch.put(i, -1);
        }
        try (Preprocessor preprocessor = new Preprocessor(spec);
                DecodedImage image = new DecodedImage(SampleImages.mat(8, 6, 1), 8, 6)) {
            preprocessor.write(image, batch.position(count));
            assertThat(batch.position()).isEqualTo(count);
            byte[] pixels = SampleImages.pixels(8, 6, 1);
            for (int i = 0; i < count; i++) {
                assertThat(batch.get(i)).isEqualTo(-1);
                assertThat(batch.get(count + i)).isEqualTo(pixels[3 * (i % 48) + i / 48] & 0xff);
                assertThat(batch.get(2 * count + i)).isEqualTo(-1);
            }
            assertThatThrownBy(() -> preprocessor.write(image, batch.position(2 * count + 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContainingAll("room for 143", "needs 144");
        }
    }

    @Test
    void aPictureDecodedAtAFractionFillsTheSameRegion() {
        PreprocessSpec spec = Specs.plain(64, 64);
        byte[] file = SampleImages.jpeg(500, 301, 3);
        ImageInfo info = ImageInspector.inspect(file);
        ImageDecoder decoder = new ImageDecoder(new ImageLimits(1_000_000));
        FloatBuffer whole = direct(spec.valueCount());
        FloatBuffer reduced = direct(spec.valueCount());
        try (Preprocessor preprocessor = new Preprocessor(spec);
                DecodedImage large = decoder.decode(file, info, 0, Integer.MAX_VALUE);
                DecodedImage small = decoder.decode(file, info, 0, 64)) {
            assertThat(small.width()).isEqualTo(125);
            assertThat(preprocessor.write(small, reduced))
                    .isEqualTo(preprocessor.write(large, whole));
        }
        double sum = 0;
        for (int i = 0; i < spec.valueCount(); i++) {
            sum += Math.abs(whole.get(i) - reduced.get(i));
        }
        assertThat(sum / spec.valueCount()).isLessThan(4);
    }

    @Test
    void specificationsNameWhatIsWrong() {
        float[] three = {1, 1, 1};
        Resize resize = Resize.STRETCH;
        ChannelOrder order = ChannelOrder.RGB;
        assertThatThrownBy(() -> new PreprocessSpec(0, 4, resize, order, three, three, 1, 0))
                .hasMessageContaining("0x4");
        assertThatThrownBy(() -> new PreprocessSpec(4, 4, resize, order, three, three, 1, 256))
                .hasMessageContaining("padValue 256");
        for (float[] wrong : List.of(new float[2], new float[3])) {
            assertThatThrownBy(() -> new PreprocessSpec(4, 4, resize, order, three, wrong, 1, 0))
                    .hasMessageContaining("standardDeviation");
        }
    }

    private static FloatBuffer direct(int values) {
        return ByteBuffer.allocateDirect(4 * values).order(ByteOrder.nativeOrder()).asFloatBuffer();
    }
}
