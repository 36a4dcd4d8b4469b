package ke.co.datacraft.cv.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardsTest {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z]\\w*)");
    private static final int COLUMNS = 24;

    @Test
    void prometheusReadsEveryExpression(@TempDir Path folder) throws Exception {
        StringBuilder rules = new StringBuilder("groups:\n- name: dashboards\n  rules:\n");
        int number = 0;
        for (Monitoring.Expression expression : Monitoring.dashboardExpressions()) {
            rules.append("  - record: dashboard:expression:%d%n".formatted(number++))
                    .append("    labels: {where: '%s'}%n".formatted(expression.where()))
                    .append("    expr: |-%n      %s%n".formatted(expression.filledIn()));
        }
        assertThat(number).isGreaterThan(100);
        Path file = Files.writeString(folder.resolve("rules.yaml"), rules);
        Promtool.check("check", "rules", file.toString());
    }

    @Test
    void everyExpressionAsksForMetricsThatThereAre() {
        MetricReference reference = MetricReference.read();
        for (Monitoring.Expression expression : Monitoring.dashboardExpressions()) {
            assertThat(Expressions.metrics(expression.text()))
                    .as(expression.where())
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(reference.family(name)).as(name).isPresent());
        }
    }

    @Test
    void panelsAndVariablesAreWhole() {
        Set<String> uids = new HashSet<>();
        Monitoring.dashboards()
                .forEach(
                        (file, dashboard) -> {
                            assertThat(uids.add(dashboard.path("uid").asText())).as(file).isTrue();
                            assertThat(dashboard.path("id").isMissingNode()).as(file).isTrue();
                            List<String> variables = new ArrayList<>();
                            dashboard
                                    .path("templating")
                                    .path("list")
                                    .forEach(one -> variables.add(one.path("name").asText()));
                            checkPanels(file, dashboard, variables);
                        });
        assertThat(uids).hasSize(5);
    }

    private static void checkPanels(String file, JsonNode dashboard, List<String> variables) {
        Set<Integer> ids = new HashSet<>();
        Set<String> places = new HashSet<>();
        for (JsonNode panel : dashboard.path("panels")) {
            String where = file + ", " + panel.path("title").asText();
            assertThat(panel.path("title").asText()).as(where).isNotEmpty();
            assertThat(ids.add(panel.path("id").asInt())).as(where).isTrue();
            JsonNode place = panel.path("gridPos");
            for (int x = 0; x < place.path("w").asInt(); x++) {
                for (int y = 0; y < place.path("h").asInt(); y++) {
                    int column = place.path("x").asInt() + x;
                    assertThat(column).as(where).isLessThan(COLUMNS);
                    assertThat(places.add(column + "," + (place.path("y").asInt() + y)))
                            .as(where + " lies on another panel")
                            .isTrue();
                }
            }
            Matcher used = VARIABLE.matcher(panel.path("targets").toString());
            while (used.find()) {
                assertThat(variables).as(where).contains(used.group(1));
            }
        }
    }
}
