package ke.co.datacraft.cv.kubernetes.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Runs our scripts and what looks at them. */
final class Script {

    private static final List<Path> FOLDERS = List.of(Path.of("operations"), Path.of("e2e"));

    /**
     * What a run came to.
     *
     * @param code exit code
     * @param text what it printed, errors included
     */
    record Outcome(int code, String text) {}

    private Script() {}

    /** All of them but what others read in. */
    static Stream<Path> all() throws IOException {
        return FOLDERS.stream()
                .flatMap(Script::list)
                .filter(file -> !file.endsWith("connection.sh"))
                .sorted();
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".sh")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome run(String input, String... command) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true);
        builder.environment().remove("CV_DATABASE_URL");
        Process process = builder.start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        } catch (IOException ended) {
            // It did not want its input; what it says tells why.
        }
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        try {
            return new Outcome(process.waitFor(), text);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    static boolean isThere(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
