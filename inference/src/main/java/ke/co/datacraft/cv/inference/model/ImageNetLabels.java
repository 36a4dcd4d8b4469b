package ke.co.datacraft.cv.inference.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The 1000 classes of ImageNet (ILSVRC 2012) in the order that classifiers use. */
final class ImageNetLabels {

    private static final String RESOURCE = "models/labels/imagenet.txt";

    /** By class id. */
    static final List<String> NAMES = read();

    private ImageNetLabels() {}

    private static List<String> read() {
        try (InputStream stream =
                ImageNetLabels.class.getClassLoader().getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the build");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException exception) {
            throw new IllegalStateException(RESOURCE + " cannot be read", exception);
        }
    }
}
