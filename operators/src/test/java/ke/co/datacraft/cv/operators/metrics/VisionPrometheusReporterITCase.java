package ke.co.datacraft.cv.operators.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs a job whose metrics are scraped over HTTP, as Prometheus would. */
class VisionPrometheusReporterITCase {

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(configuration())
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.setString(
                "metrics.reporter.prometheus.factory.class",
                VisionPrometheusReporterFactory.class.getName());
        configuration.setString("metrics.reporter.prometheus.port", "0");
        return configuration;
    }

    /** Registers one metric of each kind, and keeps running so that they stay. */
    private static final class Measured extends ProcessFunction<Long, Long> {

        private static final long serialVersionUID = 1L;

        private transient CvMetrics metrics;

        @Override
        public void open(OpenContext context) {
            metrics = CvMetrics.of(getRuntimeContext().getMetricGroup());
            metrics.gauge(MetricNames.ACTIVE_JOBS, () -> 3);
            metrics.counter(MetricNames.BATCH_RUNS_TOTAL, () -> 12, MetricNames.MODEL, "tiny");
            getRuntimeContext().getMetricGroup().counter("plain").inc(5);
        }

        @Override
        public void processElement(Long value, Context context, Collector<Long> out) {
            if (value > 4) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
                return;
            }
            String task = "object_detection,ocr \"x\"";
            metrics.counter(MetricNames.PROCESSING_JOBS_TOTAL, MetricNames.TASK, task).inc();
            metrics.counter(MetricNames.PROCESSING_JOBS_SUCCESS_TOTAL, MetricNames.TASK, task)
                    .inc();
            metrics.counter(MetricNames.PROCESSING_JOBS_ERROR_TOTAL, MetricNames.TASK, task);
            metrics.histogram(
                            MetricNames.PROCESSING_DURATION_SECONDS,
                            BucketHistogram.seconds(),
                            MetricNames.LANE,
                            "images")
                    .observe(value);
        }
    }

    @Test
    void exposesTheNamesOfTheGuide() throws Exception {
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(1);
        environment
                .fromSequence(0, 1_000_000_000L)
                .process(new Measured())
                .returns(Types.LONG)
                .name("measured")
                .sinkTo(new DiscardingSink<>());
        JobClient job = environment.executeAsync("metrics test");
        try {
            String page = scrape("cv_processing_duration_seconds_count");

            assertThat(lines(page, "cv_active_jobs{")).singleElement().asString().endsWith(" 3.0");
            assertThat(lines(page, "cv_processing_jobs_total{"))
                    .singleElement()
                    .asString()
                    .contains("task=\"object_detection,ocr \\\"x\\\"\"")
                    .contains("job_name=\"metrics test\"")
                    .contains("operator_name=\"measured\"")
                    .contains("subtask_index=\"0\"")
                    .contains("tm_id=")
                    .contains("host=")
                    .doesNotContain("task_attempt_id")
                    .endsWith(" 5.0");
            assertThat(lines(page, "cv_batch_runs_total{"))
                    .singleElement()
                    .asString()
                    .contains("model=\"tiny\"")
                    .endsWith(" 12.0");
            assertThat(lines(page, "cv_processing_jobs_success_total{")).hasSize(1);
            assertThat(lines(page, "cv_processing_jobs_error_total{"))
                    .singleElement()
                    .asString()
                    .endsWith(" 0.0");
            assertThat(page)
                    .contains("# TYPE cv_processing_jobs_total counter")
                    .contains("# TYPE cv_batch_runs_total counter")
                    .contains("# TYPE cv_active_jobs gauge")
                    .contains("# TYPE cv_processing_duration_seconds histogram");
            assertHistogram(page);
            assertThat(page)
                    .contains("flink_taskmanager_job_task_operator_plain{")
                    .doesNotContain("flink_taskmanager_job_task_operator_cv");
        } finally {
            job.cancel().get();
        }
    }

    private static void assertHistogram(String page) {
        List<String> buckets = lines(page, "cv_processing_duration_seconds_bucket{");
        List<Double> counts = buckets.stream().map(VisionPrometheusReporterITCase::value).toList();

        assertThat(buckets).hasSize(BucketHistogram.seconds().length + 1);
        assertThat(buckets.get(buckets.size() - 1)).contains("le=\"+Inf\"");
        assertThat(buckets).anyMatch(line -> line.contains("le=\"0.005\""));
        assertThat(counts).isSorted().first().isEqualTo(1.0);
        assertThat(counts).last().isEqualTo(5.0);
        assertThat(lines(page, "cv_processing_duration_seconds_count{"))
                .singleElement()
                .asString()
                .endsWith(" 5.0");
        assertThat(lines(page, "cv_processing_duration_seconds_sum{"))
                .singleElement()
                .asString()
                .endsWith(" 10.0");
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    private static List<String> lines(String page, String start) {
        return page.lines().filter(line -> line.startsWith(start)).toList();
    }

    /** Pages of all reporters of this process, begun when the name had its last value. */
    private static String scrape(String name) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        String page = "";
        while (System.nanoTime() < deadline) {
            page = pages(client);
            if (lines(page, name).stream().anyMatch(line -> value(line) == 5)) {
                // What stands above it on that page may have been written before its last value.
                return pages(client);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("No " + name + " of 5 within two minutes in:\n" + page);
    }

    private static String pages(HttpClient client) throws IOException, InterruptedException {
        StringBuilder pages = new StringBuilder();
        for (int port : VisionPrometheusReporter.ports()) {
            URI uri = URI.create("http://localhost:" + port + "/metrics");
            pages.append(
                    client.send(
                                    HttpRequest.newBuilder(uri).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .body());
        }
        return pages.toString();
    }
}
