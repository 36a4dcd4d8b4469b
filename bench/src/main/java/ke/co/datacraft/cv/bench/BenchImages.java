package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import ke.co.datacraft.cv.inference.testing.SampleImages;

/** The images of a benchmark, as files. */
final class BenchImages {

    private static final int GENERATED = 24;

    private BenchImages() {}

    /**
     * The images of a folder, or generated photographs-like ones of COCO's usual size.
     *
     * @param folder folder of the user, or null
     * @param scratch where generated ones are written
     */
    static List<Path> of(Path folder, Path scratch) throws IOException {
        if (folder == null) {
            return generate(scratch);
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> images = files.filter(BenchImages::isImage).sorted().toList();
            if (images.isEmpty()) {
                throw new IllegalArgumentException(
                        "No .jpg, .jpeg or .png in " + folder + ": give a folder that has some");
            }
            return images;
        }
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jpg") || name.endsWith(".jpeg") || name.endsWith(".png");
    }

    private static List<Path> generate(Path scratch) throws IOException {
        Files.createDirectories(scratch);
        for (int seed = 0; seed < GENERATED; seed++) {
            Files.write(
                    scratch.resolve(String.format(Locale.ROOT, "%02d.jpg", seed)),
                    SampleImages.jpeg(640, 480, seed));
        }
        return of(scratch, scratch);
    }
}
