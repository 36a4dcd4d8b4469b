package ke.co.datacraft.cv.standalone.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables of docs/metrics.md.
 *
 * @param own our metrics, by name
 * @param ofProcesses names that our processes and Prometheus have besides
 * @param ofCluster names that exporters of a cluster have
 */
record MetricReference(Map<String, Row> own, Set<String> ofProcesses, Set<String> ofCluster) {

    static final Path FILE = Path.of("..", "docs", "metrics.md");

    private static final String CLUSTER = "These come with a cluster";
    private static final int COLUMNS_OF_OWN = 5;
    private static final List<String> SUFFIXES = List.of("_bucket", "_sum", "_count");

    /**
     * One metric of ours.
     *
     * @param labels beside those that every metric of its process has
     * @param always whether it is there without anything special happening
     */
    record Row(String type, Set<String> labels, boolean always) {}

    static MetricReference read() {
        Map<String, Row> own = new TreeMap<>();
        Set<String> ofProcesses = new TreeSet<>();
        Set<String> ofCluster = new TreeSet<>();
        boolean cluster = false;
        for (String line : lines()) {
            cluster |= line.startsWith(CLUSTER);
            if (!line.startsWith("| `")) {
                continue;
            }
            List<String> cells = cells(line);
            String name = bare(cells.get(0));
            if (cells.size() == COLUMNS_OF_OWN) {
                own.put(name, row(cells));
            } else {
                (cluster ? ofCluster : ofProcesses).add(name);
            }
        }
        return new MetricReference(own, ofProcesses, ofCluster);
    }

    /** The family that a name in an expression belongs to, if it is one that there is. */
    Optional<String> family(String name) {
        if (knows(name)) {
            return Optional.of(name);
        }
        return SUFFIXES.stream()
                .filter(name::endsWith)
                .map(suffix -> name.substring(0, name.length() - suffix.length()))
                .filter(family -> !own.containsKey(family) || isHistogram(family))
                .filter(this::knows)
                .findFirst();
    }

    /** Whether a running system has it. */
    boolean isAlwaysThere(String family) {
        return ofProcesses.contains(family)
                || (own.containsKey(family) && own.get(family).always());
    }

    private boolean isHistogram(String family) {
        return own.get(family).type().equals("histogram");
    }

    private boolean knows(String name) {
        return own.containsKey(name) || ofProcesses.contains(name) || ofCluster.contains(name);
    }

    private static Row row(List<String> cells) {
        Set<String> labels = new TreeSet<>();
        for (String label : cells.get(2).split(",")) {
            if (!label.isBlank()) {
                labels.add(bare(label));
            }
        }
        return new Row(cells.get(1), labels, cells.get(4).isEmpty());
    }

    private static List<String> cells(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.substring(1, line.lastIndexOf('|')).split("\\|", -1)) {
            cells.add(cell.strip());
        }
        return cells;
    }

    private static String bare(String code) {
        return code.strip().replace("`", "");
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
