package ke.co.datacraft.cv.kubernetes.chart;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Alerts and dashboards, and the chart's copies of them: Helm reads no file outside its own folder.
 */
public final class MonitoringFiles {

    static final Path ORIGINALS = Path.of("monitoring");
    static final Path COPIES = RenderedChart.CHART.resolve("files");

    private static final List<String> FOLDERS = List.of("alerts", "dashboards");

    private MonitoringFiles() {}

    /** Copies them anew; one that has no original any more goes. */
    public static void copy() throws IOException {
        for (String folder : FOLDERS) {
            for (Path copy : copies(folder)) {
                Files.delete(copy);
            }
            for (Path original : originals(folder)) {
                Files.copy(
                        original,
                        COPIES.resolve(folder).resolve(original.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    static List<Path> originals(String folder) throws IOException {
        return files(ORIGINALS.resolve(folder));
    }

    static List<Path> copies(String folder) throws IOException {
        return files(COPIES.resolve(folder));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
