package ke.co.datacraft.cv.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.inference.Analyzer;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;
import ke.co.datacraft.cv.inference.testing.SampleImages;

/** Images of many sizes and formats, decoded and analysed by several threads again and again. */
final class Soak {

    private static final int IMAGES = 48;
    private static final int SMALLEST = 33;
    private static final int LARGEST = 1400;

    private final List<byte[]> images;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));
    private final Analyzer analyzer;
    private final ConcurrentLoop loop;

    /**
     * @param analyzer closed by the caller
     * @param threads that work at once
     */
    Soak(Analyzer analyzer, int threads) {
        this.analyzer = analyzer;
        this.loop = new ConcurrentLoop(threads);
        this.images = images();
    }

    /** No two of one size; kept in memory, so that the heap's use is the same all the time. */
    private static List<byte[]> images() {
        SplittableRandom random = new SplittableRandom(1);
        List<byte[]> images = new ArrayList<>();
        for (int i = 0; i < IMAGES; i++) {
            int width = random.nextInt(SMALLEST, LARGEST);
            int height = random.nextInt(SMALLEST, LARGEST);
            images.add(
                    switch (i % 4) {
                        case 0, 1 -> SampleImages.jpeg(width, height, i);
                        case 2 -> SampleImages.png(width, height, i);
                        default -> SampleImages.webp(width, height, i);
                    });
        }
        return images;
    }

    /**
     * Analyses images.
     *
     * @return images per second
     */
    double run(int count) {
        IntConsumer work = this::analyze;
        return loop.run(count, () -> work).imagesPerSecond();
    }

    private void analyze(int item) {
        byte[] bytes = images.get(item % images.size());
        ImageInfo info = ImageInspector.inspect(bytes);
        try (DecodedImage image =
                decoder.decode(
                        bytes, info, 0, analyzer.minimumShortSide(info.width(), info.height()))) {
            analyzer.analyze(image, Map.of()).join();
        }
    }
}
