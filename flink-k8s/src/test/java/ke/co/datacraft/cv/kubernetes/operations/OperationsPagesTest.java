package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import ke.co.datacraft.cv.bridge.settings.BridgeOptions;
import ke.co.datacraft.cv.jobs.VisionOptionCatalog;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages of operations name exists. */
class OperationsPagesTest {

    private static final Path FOLDER = Path.of("../docs/operations");
    private static final Pattern VARIABLE = Pattern.compile("\\b(CV_[A-Z0-9_]+)");
    private static final Pattern VALUE =
            Pattern.compile("`([a-z]\\w*(?:\\.[a-zA-Z]\\w*)+)(?:: [^`]*)?`");
    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    /** Of the replaced platform, or of a script. */
    private static final Set<String> FOREIGN =
            Set.of("CV_CACHE_MAX_MEMORY", "CV_WORKER_PROCESSES", "CV_TOKEN");

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void variablesAreOptions(Path page) throws IOException {
        Set<String> known = new HashSet<>(FOREIGN);
        VisionOptionCatalog.all().forEach(o -> known.add(VisionOptionCatalog.variable(o)));
        BridgeOptions.all().forEach(option -> known.add(option.name()));

        assertThat(known).containsAll(found(VARIABLE, page));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void valuesAreThoseOfTheChart(Path page) throws IOException {
        JsonNode values =
                new YAMLMapper().readTree(RenderedChart.CHART.resolve("values.yaml").toFile());

        assertThat(found(VALUE, page))
                .map(path -> path.replace(".NAME.", ".vision."))
                .filteredOn(path -> !path.endsWith(".yaml"))
                .filteredOn(path -> values.has(path.substring(0, path.indexOf('.'))))
                .allSatisfy(
                        path ->
                                assertThat(values.at("/" + path.replace('.', '/')).isMissingNode())
                                        .as(path)
                                        .isFalse());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksLeadSomewhere(Path page) throws IOException {
        for (String link : found(LINK, page)) {
            String[] parts = link.split("#", 2);
            Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).exists();
            if (parts.length == 2) {
                assertThat(found(HEADING, target))
                        .as(link)
                        .extracting(OperationsPagesTest::anchor)
                        .contains(parts[1]);
            }
        }
    }

    /** As the pages of repositories call a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w -]", "").replace(' ', '-');
    }

    private static List<String> found(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page))
                .results()
                .map(match -> match.group(1))
                .toList();
    }
}
