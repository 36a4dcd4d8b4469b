package ke.co.datacraft.cv.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AlertsTest {

    private static final Path RUNBOOKS = Path.of("..", "docs", "runbooks");

    @Test
    void prometheusReadsTheRules() throws Exception {
        Promtool.check("check", "rules", "--lint-fatal", Monitoring.RULES.toString());
    }

    @Test
    void alertsFireAndStaySilentAsTheirTestsSay() throws Exception {
        Promtool.check(
                Stream.concat(
                                Stream.of("test", "rules"),
                                Monitoring.alertTests().stream().map(Path::toString))
                        .toArray(String[]::new));
    }

    @Test
    void everyAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() {
        Set<String> firing = new TreeSet<>();
        Set<String> silent = new TreeSet<>();
        for (Path file : Monitoring.alertTests()) {
            for (JsonNode test : Monitoring.yaml(file).path("tests")) {
                for (JsonNode alert : test.path("alert_rule_test")) {
                    String name = alert.path("alertname").asText();
                    (alert.path("exp_alerts").isEmpty() ? silent : firing).add(name);
                }
            }
        }
        assertThat(firing).isEqualTo(names());
        assertThat(silent).isEqualTo(names());
    }

    @Test
    void everyAlertLeadsToItsRunbookAndEveryRunbookIsReached() throws IOException {
        for (JsonNode alert : Monitoring.alerts()) {
            String name = alert.path("alert").asText();
            assertThat(alert.path("annotations").path("runbook_url").asText())
                    .isEqualTo("docs/runbooks/" + name + ".md");
            assertThat(alert.path("labels").path("severity").asText())
                    .as(name)
                    .isIn("warning", "critical");
        }
        Set<String> pages = new TreeSet<>();
        for (Path page : Monitoring.files(RUNBOOKS, ".md")) {
            String file = page.getFileName().toString();
            if (!file.equals("README.md")) {
                pages.add(file.replace(".md", ""));
                assertThat(Files.readString(page))
                        .as(file)
                        .startsWith("# " + file.replace(".md", ""))
                        .contains("**Meaning.**", "**Look at.**", "**Do.**");
                assertThat(Files.readString(RUNBOOKS.resolve("README.md"))).contains("(" + file);
            }
        }
        assertThat(pages).isEqualTo(names());
    }

    @Test
    void everyAlertAsksForMetricsThatThereAre() {
        MetricReference reference = MetricReference.read();
        for (Monitoring.Expression expression : Monitoring.alertExpressions()) {
            assertThat(Expressions.metrics(expression.text()))
                    .as(expression.where())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(reference.family(name)).as(name).isPresent());
        }
    }

    private static Set<String> names() {
        List<Monitoring.Expression> alerts = Monitoring.alertExpressions();
        Set<String> names =
                alerts.stream()
                        .map(Monitoring.Expression::where)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSameSizeAs(alerts);
        return names;
    }
}
