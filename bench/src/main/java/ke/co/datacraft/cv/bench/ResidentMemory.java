package ke.co.datacraft.cv.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Memory of a process that lies in RAM, native memory included, as Linux counts it. */
final class ResidentMemory {

    private static final String LABEL = "VmRSS:";

    private ResidentMemory() {}

    /** In MiB. */
    static double megabytes() {
        return megabytes(Path.of("/proc/self/status"));
    }

    /**
     * Of another process, in MiB.
     *
     * @param status its {@code /proc/PID/status}
     */
    static double megabytes(Path status) {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(LABEL))
                    .mapToDouble(line -> Double.parseDouble(line.split("\\s+")[1]) / 1024)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("The resident memory is read from Linux' /proc", e);
        }
    }
}
