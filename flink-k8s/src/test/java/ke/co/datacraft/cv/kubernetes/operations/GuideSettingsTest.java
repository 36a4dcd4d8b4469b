package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.bridge.settings.BridgeOption;
import ke.co.datacraft.cv.bridge.settings.BridgeOptions;
import ke.co.datacraft.cv.jobs.VisionOptionCatalog;
import org.junit.jupiter.api.Test;

/** The table of the replaced platform's variables says what is so. */
class GuideSettingsTest {

    private static final Path TABLE = Path.of("../docs/operations/settings.md");
    private static final Path GUIDE = Path.of("src/test/resources/guide-variables.txt");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(CV_\\w+)` \\| ([a-z, ]+) \\| .+ \\|$");

    private final Set<String> ofJobs =
            VisionOptionCatalog.all().stream()
                    .map(VisionOptionCatalog::variable)
                    .collect(Collectors.toSet());
    private final Set<String> ofBridge =
            BridgeOptions.all().stream().map(BridgeOption::name).collect(Collectors.toSet());

    private record Row(String variable, String readers) {}

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
                .map(row -> new Row(row.group(1), row.group(2)))
                .toList();
    }
}
