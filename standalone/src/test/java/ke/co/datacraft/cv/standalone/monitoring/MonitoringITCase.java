package ke.co.datacraft.cv.standalone.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import ke.co.datacraft.cv.standalone.services.Waiting;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What a running system exposes, and what a real Prometheus makes of dashboards and alerts. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MonitoringITCase {

    private static final int LAST = Order.DEFAULT + 1;
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    /** These metrics of the jobs all have, and histograms their bounds. */
    private static final Set<String> COMMON =
            Set.of("host", "job_name", "operator_name", "subtask_index", "tm_id", "le");

    /** Alerts that must not fire on a system that works. */
    private static final Set<String> HEALTHY =
            Set.of(
                    "ComputerVisionServiceAbsent",
                    "ComputerVisionJobNotRunning",
                    "ComputerVisionRestartLoop",
                    "ComputerVisionDependencyDown",
                    "ComputerVisionOutboxStuck",
                    "ComputerVisionSourceOffline",
                    "ComputerVisionCheckpointFailing");

    @TempDir static Path temporary;

    private static final MetricReference REFERENCE = MetricReference.read();
    private static ObservedSystem system;

    @BeforeAll
    static void start() throws IOException {
        system = new ObservedSystem(temporary.toRealPath());
    }

    @AfterAll
    static void stop() throws Exception {
        if (system != null) {
            system.close();
        }
    }

    @Test
    void theTableIsWhatIsExposed() throws Exception {
        Waiting.until(PATIENCE, () -> missing(system.scrape()).isEmpty());
        Scrape scrape = system.scrape();
        assertThat(missing(scrape)).isEmpty();

        Map<String, String> wrong = new TreeMap<>();
        for (String family : scrape.labels().keySet()) {
            MetricReference.Row documented = REFERENCE.own().get(family);
            boolean always = documented != null && documented.always();
            MetricReference.Row exposed = row(scrape, family, always);
            if (family.startsWith("cv_") && !exposed.equals(documented)) {
                wrong.put(family, "exposed: " + exposed + ", in the table: " + documented);
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static MetricReference.Row row(Scrape scrape, String family, boolean always) {
        Set<String> labels = new TreeSet<>(scrape.labels().get(family));
        labels.removeAll(COMMON);
        return new MetricReference.Row(scrape.types().get(family), labels, always);
    }

    private static List<String> missing(Scrape scrape) {
        List<String> missing = new ArrayList<>();
        REFERENCE
                .own()
                .forEach(
                        (name, row) -> {
                            if (row.always() && !scrape.has(name)) {
                                missing.add(name);
                            }
                        });
        REFERENCE.ofProcesses().stream()
                .filter(name -> !scrape.has(name) && !name.equals("up"))
                .forEach(missing::add);
        return missing;
    }

    @Test
    void everyPanelAndVariableHasValues() throws Exception {
        PrometheusServer prometheus = system.prometheus();
        List<Monitoring.Expression> expected = new ArrayList<>();
        for (Monitoring.Expression expression : Monitoring.dashboardExpressions()) {
            prometheus.query(expression.filledIn());
            if (Expressions.metrics(expression.text()).stream()
                    .allMatch(
                            name ->
                                    REFERENCE.isAlwaysThere(
                                            REFERENCE.family(name).orElseThrow()))) {
                expected.add(expression);
            }
        }
        assertThat(expected).hasSizeGreaterThan(80);
        Waiting.until(PATIENCE, () -> without(prometheus, expected).isEmpty());
        assertThat(without(prometheus, expected)).isEmpty();
    }

    private static List<Monitoring.Expression> without(
            PrometheusServer prometheus, List<Monitoring.Expression> expected)
            throws IOException, InterruptedException {
        List<Monitoring.Expression> empty = new ArrayList<>();
        for (Monitoring.Expression expression : expected) {
            if (prometheus.query(expression.filledIn()).isEmpty()) {
                empty.add(expression);
            }
        }
        return empty;
    }

    @Test
    void everyAlertIsEvaluatedAndASystemThatWorksRaisesNone() throws Exception {
        PrometheusServer prometheus = system.prometheus();
        Waiting.until(PATIENCE, () -> rules(prometheus).values().stream().allMatch("ok"::equals));
        Map<String, String> health = rules(prometheus);
        assertThat(health).hasSize(Monitoring.alerts().size());
        assertThat(health.values()).containsOnly("ok");
        for (Monitoring.Expression alert : Monitoring.alertExpressions()) {
            JsonNode result = prometheus.query(alert.text());
            if (HEALTHY.contains(alert.where())) {
                assertThat(result).as(alert.where()).isEmpty();
            }
        }
    }

    @Test
    @Order(LAST)
    void whatGoesWrongRaisesItsAlert() throws Exception {
        PrometheusServer prometheus = system.prometheus();
        system.goWrong();
        assertThat(raised(prometheus, "ComputerVisionSourceOffline").path("source").asText())
                .isEqualTo("nobody");
        assertThat(raised(prometheus, "ComputerVisionDeadLettersRising").path("job_name").asText())
                .isEqualTo("VisionJob");
        assertThat(raised(prometheus, "ComputerVisionHighErrorRate").path("task").asText())
                .isNotEmpty();
        system.stopKafka();
        try {
            assertThat(raised(prometheus, "ComputerVisionDependencyDown").path("dependency"))
                    .hasToString("\"kafka\"");
        } finally {
            system.startKafka();
        }
    }

    /** Labels of the first series for which the expression of an alert comes true. */
    private static JsonNode raised(PrometheusServer prometheus, String alert)
            throws IOException, InterruptedException {
        String expression =
                Monitoring.alertExpressions().stream()
                        .filter(one -> one.where().equals(alert))
                        .findFirst()
                        .orElseThrow()
                        .text();
        Waiting.until(PATIENCE, () -> !prometheus.query(expression).isEmpty());
        JsonNode result = prometheus.query(expression);
        assertThat(result).as(alert).isNotEmpty();
        return result.get(0).path("metric");
    }

    private static Map<String, String> rules(PrometheusServer prometheus)
            throws IOException, InterruptedException {
        Map<String, String> health = new TreeMap<>();
        for (JsonNode group : prometheus.ruleGroups()) {
            for (JsonNode rule : group.path("rules")) {
                String error = rule.path("lastError").asText();
                health.put(
                        rule.path("name").asText(),
                        error.isEmpty() ? rule.path("health").asText() : error);
            }
        }
        return health;
    }
}
