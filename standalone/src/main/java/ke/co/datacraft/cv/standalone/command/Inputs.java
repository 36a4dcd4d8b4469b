package ke.co.datacraft.cv.standalone.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import ke.co.datacraft.cv.standalone.UsageException;

/**
 * What the user pointed at.
 *
 * @param uris one per image, in the order given, each once
 * @param roots folders that hold the files among them
 * @param skipped files in the folders that are no images by their name
 */
record Inputs(List<String> uris, Set<Path> roots, int skipped) {

    private static final Set<String> EXTENSIONS =
            Set.of("jpg", "jpeg", "jpe", "png", "webp", "tif", "tiff", "bmp", "gif", "pdf");

    /**
     * Finds the images: URIs as they are, files as they are, folders with the images in them at any
     * depth.
     *
     * @throws UsageException when a path does not exist or nothing is found
     */
    static Inputs find(List<String> arguments) throws IOException {
        Set<String> uris = new LinkedHashSet<>();
        Set<Path> roots = new TreeSet<>();
        int skipped = 0;
        for (String argument : arguments) {
            if (argument.matches("(?i)(file|https?|s3)://?.+")) {
                uris.add(argument);
                continue;
            }
            Path path = Path.of(argument);
            if (!Files.exists(path)) {
                throw new UsageException(
                        argument
                                + " does not exist: give files, folders, or http:, https: and s3: URIs");
            }
            List<Path> files = Files.isDirectory(path) ? within(path) : List.of(path);
            for (Path file : files) {
                if (Files.isDirectory(path) && !isImage(file)) {
                    skipped++;
                    continue;
                }
                // Links are followed here, as the user may; the job itself follows none.
                Path real = file.toRealPath();
                uris.add(real.toUri().toString());
                roots.add(withoutComma(real.getParent()));
            }
        }
        if (uris.isEmpty()) {
            throw new UsageException(
                    "No image in "
                            + arguments
                            + ": images in folders end in "
                            + new TreeSet<>(EXTENSIONS));
        }
        return new Inputs(List.copyOf(uris), roots, skipped);
    }

    /** Commas separate folders in the job's option. */
    private static Path withoutComma(Path folder) {
        if (folder.toString().contains(",")) {
            throw new UsageException(
                    "The folder "
                            + folder
                            + " has a comma in its name, which cannot be: rename it");
        }
        return folder;
    }

    private static List<Path> within(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return new ArrayList<>(files.filter(Files::isRegularFile).sorted().toList());
        }
    }

    private static boolean isImage(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return EXTENSIONS.contains(name.substring(name.lastIndexOf('.') + 1));
    }
}
