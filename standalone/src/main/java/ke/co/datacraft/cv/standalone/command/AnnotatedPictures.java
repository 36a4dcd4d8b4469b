package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import ke.co.datacraft.cv.contracts.ImageResult;

/** Copies of pictures with what was found drawn into them, as their results come. */
final class AnnotatedPictures {

    private static final String PDF = "PDF";

    private final Annotator annotator;
    private final Map<String, String> namedBy = new HashMap<>();
    private final List<String> left = new ArrayList<>();

    /**
     * @param folder made where it is missing
     */
    AnnotatedPictures(Path folder) throws IOException {
        this.annotator = new Annotator(folder);
    }

    /** Draws the result of a local picture; what cannot be drawn is remembered. */
    void add(ImageResult result) {
        URI uri = URI.create(result.uri());
        if (!"file".equals(uri.getScheme()) || PDF.equals(result.file().format())) {
            left.add("NOT ANNOTATED " + uri + ": only local pictures are");
            return;
        }
        try {
            annotator.write(name(result), result, Files.readAllBytes(Path.of(uri)));
        } catch (IOException | RuntimeException e) {
            left.add("NOT ANNOTATED " + uri + ": " + e.getMessage());
        }
    }

    /** Files of one name from different folders do not replace each other. */
    private String name(ImageResult result) {
        String name = result.originalFilename();
        int number = 1;
        String free = name;
        while (!namedBy.computeIfAbsent(free, any -> result.uri()).equals(result.uri())) {
            number++;
            free = number + "-" + name;
        }
        return free;
    }

    /** What could not be drawn, one line each. */
    List<String> left() {
        return List.copyOf(left);
    }
}
