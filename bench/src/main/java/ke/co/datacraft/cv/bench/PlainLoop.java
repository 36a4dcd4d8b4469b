package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.detect.ObjectDetector;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.image.ImageDecoder;
import ke.co.datacraft.cv.inference.image.ImageInfo;
import ke.co.datacraft.cv.inference.image.ImageInspector;
import ke.co.datacraft.cv.inference.image.ImageLimits;

/**
 * The same steps as VisionJob without Flink, Kafka and databases: read, decode, preprocess, run,
 * suppress.
 */
final class PlainLoop {

    private final ObjectDetector detector;
    private final List<Path> images;
    private final ImageDecoder decoder = new ImageDecoder(ImageLimits.ofMegapixels(100));
    private final AtomicLong objects = new AtomicLong();

    PlainLoop(ObjectDetector detector, List<Path> images) {
        this.detector = detector;
        this.images = images;
    }

    /** The work of one caller. */
    IntConsumer caller() {
        return this::analyze;
    }

    /** Objects found so far, so that nothing can be optimised away and runs can be compared. */
    long objects() {
        return objects.get();
    }

    /** What is found in each image, in their order. */
    List<List<NodePeer.Found>> detections() {
        return images.stream()
                .map(
                        image ->
                                detect(image).stream()
                                        .map(
                                                one ->
                                                        new NodePeer.Found(
                                                                one.classId(),
                                                                one.confidence(),
                                                                one.box()))
                                        .toList())
                .toList();
    }

    private void analyze(int item) {
        objects.addAndGet(detect(images.get(item % images.size())).size());
    }

    private List<Detection> detect(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            ImageInfo info = ImageInspector.inspect(bytes);
            int shortSide = detector.minimumShortSide(info.width(), info.height());
            try (DecodedImage image = decoder.decode(bytes, info, 0, shortSide)) {
                return detector.analyze(image, Map.of()).join().detections();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
