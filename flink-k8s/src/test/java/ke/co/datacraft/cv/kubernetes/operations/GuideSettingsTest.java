package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.bridge.settings.BridgeOption;
import ke.co.datacraft.cv.bridge.settings.BridgeOptions;
import ke.co.datacraft.cv.jobs.VisionOptionCatalog;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart;
import org.junit.jupiter.api.Test;

/** The table of the replaced platform's variables says what is so. */
class GuideSettingsTest {

    private static final Path TABLE = Path.of("../docs/operations/settings.md");
    private static final Path GUIDE = Path.of("src/test/resources/guide-variables.txt");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(CV_\\w+)` \\| ([a-z, ]+) \\| (.+) \\|$");
    private static final Pattern VARIABLE = Pattern.compile("`(CV_\\w+)`");
    private static final Pattern VALUE = Pattern.compile("`([a-z]\\w*(?:\\.[a-zA-Z]\\w*)+)`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]+)[^)]*\\)");

    private final Set<String> ofJobs =
            VisionOptionCatalog.all().stream()
                    .map(VisionOptionCatalog::variable)
                    .collect(Collectors.toSet());
    private final Set<String> ofBridge =
            BridgeOptions.all().stream().map(BridgeOption::name).collect(Collectors.toSet());

    private record Row(String variable, String readers, String text) {}

    @Test
    void everyVariableOfTheGuideHasOneRow() throws IOException {
        assertThat(rows())
                .extracting(Row::variable)
                .containsExactlyInAnyOrderElementsOf(Files.readAllLines(GUIDE));
    }

    @Test
    void theReadersAreThoseThatDeclareIt() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.readers()).isEqualTo(declaredBy(row.variable())));
    }

    @Test
    void whatTakesItsPlaceExists() throws IOException {
        Set<String> known = new HashSet<>(ofJobs);
        known.addAll(ofBridge);
        JsonNode values =
                new YAMLMapper().readTree(RenderedChart.CHART.resolve("values.yaml").toFile());
        for (Row row : rows()) {
            assertThat(known).containsAll(found(VARIABLE, row.text()));
            assertThat(found(VALUE, row.text()))
                    .filteredOn(path -> !path.endsWith(".properties") && !path.endsWith(".pt"))
                    .allSatisfy(
                            path ->
                                    assertThat(
                                                    values.at("/" + path.replace('.', '/'))
                                                            .isMissingNode())
                                            .as(path + " of the chart")
                                            .isFalse());
        }
    }

    @Test
    void pagesThatItLinksToExist() throws IOException {
        assertThat(found(LINK, Files.readString(TABLE)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(TABLE.resolveSibling(link).normalize()).exists());
    }

    private String declaredBy(String variable) {
        List<String> readers = new ArrayList<>();
        if (ofJobs.contains(variable)) {
            readers.add("jobs");
        }
        if (ofBridge.contains(variable)) {
            readers.add("bridge");
        }
        return readers.isEmpty() ? "none" : String.join(", ", readers);
    }

    private static List<Row> rows() throws IOException {
        return ROW.matcher(Files.readString(TABLE))
                .results()
                .map(row -> new Row(row.group(1), row.group(2), row.group(3)))
                .toList();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }
}
