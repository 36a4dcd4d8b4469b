package ke.co.datacraft.cv.kubernetes.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The table for those who come from the replaced platform's guide leaves nothing of it out. */
class GuideCoverageTest {

    private static final Path GUIDE =
            Path.of(System.getProperty("cv.shared", "absent"), "origin/deployment-guide.md");
    private static final Path TABLE = Path.of("../docs/operations/guide.md");
    private static final Path ALERTS = Path.of("monitoring/alerts/computer-vision.yaml");

    private static final Pattern HEADING = Pattern.compile("(?m)^#{2,3} (.+)$");
    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```");
    private static final Pattern ISSUE = Pattern.compile("(?m)^\\*\\*Issue: (.+)\\*\\*$");
    private static final Pattern FILE = Pattern.compile("(?m)^(?:#|--) ([\\w-]+\\.(?:yaml|sql))$");
    private static final Pattern ALERT = Pattern.compile("alert: (\\w+)");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.+?) \\| (.+) \\|$");

    @Test
    void everySectionHasARowInTheGuidesOrder() throws IOException {
        List<String> sections = found(HEADING, FENCE.matcher(guide()).replaceAll(""));
        sections.remove("Table of Contents");

        assertThat(sections)
                .as("sections of the guide")
                .hasSizeGreaterThan(30)
                .isEqualTo(
                        rows().stream()
                                .map(row -> row.group(1).replace("**", ""))
                                .map(row -> row.replaceFirst("(?:, `.*|: Pods.*)$", ""))
                                .toList());
    }

    @Test
    void everyFileAndProblemIsNamed() throws IOException {
        String left = String.join("\n", rows().stream().map(row -> row.group(1)).toList());

        assertThat(found(FILE, guide()))
                .hasSizeGreaterThan(15)
                .allSatisfy(file -> assertThat(left).contains("`" + file + "`"));
        assertThat(found(ISSUE, guide()))
                .hasSize(3)
                .allSatisfy(issue -> assertThat(left).contains(issue));
    }

    @Test
    void everyAlertIsThereUnderItsName() throws IOException {
        assertThat(found(ALERT, Files.readString(ALERTS)))
                .containsAll(found(ALERT, guide()))
                .containsAll(List.of("ComputerVisionServiceDown"));
    }

    @Test
    void noRowIsEmpty() throws IOException {
        assertThat(rows())
                .extracting(row -> row.group(2))
                .allSatisfy(here -> assertThat(here).containsAnyOf("](", "`"));
    }

    private static List<MatchResult> rows() throws IOException {
        return ROW.matcher(Files.readString(TABLE)).results().skip(1).toList();
    }

    private static String guide() throws IOException {
        assumeTrue(Files.exists(GUIDE), "needs ../shared (the replaced platform's guide)");
        return Files.readString(GUIDE);
    }

    private static List<String> found(Pattern pattern, String text) {
        return new ArrayList<>(
                pattern.matcher(text).results().map(match -> match.group(1)).toList());
    }
}
