package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** The program {@code tesseract}, one process per image, with one OpenMP thread. */
final class TesseractProgram {

    private static final String NAME = "tesseract";

    private final Path tessdata;

    /**
     * @param tessdata folder of the language data
     */
    TesseractProgram(Path tessdata) {
        this.tessdata = tessdata;
    }

    /** Whether it is on the path. */
    static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, NAME)));
    }

    /**
     * Reads an image.
     *
     * @param language such as {@code eng}
     * @param mode page segmentation mode
     * @return its text
     */
    String read(Path file, String language, int mode) {
        ProcessBuilder builder =
                new ProcessBuilder(
                                NAME,
                                file.toString(),
                                "stdout",
                                "--tessdata-dir",
                                tessdata.toString(),
                                "-l",
                                language,
                                "--psm",
                                Integer.toString(mode))
                        .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        try {
            Process process = builder.start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException(
                        NAME + " ended with " + exitCode + " on " + file.getFileName());
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + NAME + " ran", e);
        }
    }
}
