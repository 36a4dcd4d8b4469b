package ke.co.datacraft.cv.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    @Test
    void variablesBecomeOptions() {
        Configuration configuration =
                Environment.toConfiguration(
                        Map.of("CV_MAX_PAGES", " 7 ", "CV_OCR_MODEL", "", "PATH", "/bin"));

        assertThat(configuration.toMap()).isEqualTo(Map.of("cv.max-pages", "7"));
    }

    @Test
    void variablesOfOtherPartsAreReportedAndIgnored() {
        Map<String, String> environment =
                Map.of("CV_JWT_SECRET_KEY", "x", "CV_MAX_PAGES", "7", "CVS_ROOT", "y");

        assertThat(Environment.unknown(environment)).containsExactly("CV_JWT_SECRET_KEY");
        assertThat(Environment.toConfiguration(environment).toMap())
                .containsOnlyKeys("cv.max-pages");
    }

    @Test
    void argumentsHaveThreeForms() {
        Configuration configuration =
                Environment.fromArguments(
                        List.of(
                                "--cv.max-pages",
                                "7",
                                "--cv.redis-url=redis://h:1/0?a=b",
                                "-Dcv.use-gpu=false"));

        assertThat(configuration.toMap())
                .isEqualTo(
                        Map.of(
                                "cv.max-pages", "7",
                                "cv.redis-url", "redis://h:1/0?a=b",
                                "cv.use-gpu", "false"));
    }

    @Test
    void wrongArgumentsStop() {
        assertThatThrownBy(() -> Environment.fromArguments(List.of("--cv.max-page", "7")))
                .hasMessage(
                        "cv.max-page is no option of VisionJob: docs/configuration.md lists them");
        assertThatThrownBy(() -> Environment.fromArguments(List.of("--cv.max-pages")))
                .hasMessage("cv.max-pages has no value: give --cv.max-pages VALUE");
    }

    @Test
    void argumentsBeatFlinkAndFlinkBeatsVariables() {
        Configuration flink = new Configuration();
        flink.setString("cv.max-pages", "2");
        flink.setString("cv.worker-threads", "2");
        flink.setString("cv.other-job", "2");
        flink.setString("parallelism.default", "2");
        flink.setString("cv.kafka-properties.a", "2");

        Configuration merged =
                Environment.merge(
                        Map.of(
                                "CV_MAX_PAGES", "1",
                                "CV_WORKER_THREADS", "1",
                                "CV_DATABASE_BATCH_SIZE", "1"),
                        flink,
                        List.of("--cv.max-pages", "3"));

        assertThat(merged.toMap())
                .isEqualTo(
                        Map.of(
                                "cv.max-pages", "3",
                                "cv.worker-threads", "2",
                                "cv.database-batch-size", "1",
                                "cv.kafka-properties.a", "2"));
    }
}
