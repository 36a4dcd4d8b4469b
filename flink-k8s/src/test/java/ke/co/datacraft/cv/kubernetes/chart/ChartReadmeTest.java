package ke.co.datacraft.cv.kubernetes.chart;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChartReadmeTest {

    private static final Path VALUES = RenderedChart.CHART.resolve("values.yaml");
    private static final Path README = RenderedChart.CHART.resolve("README.md");
    private static final Path HEAD = Path.of("src", "test", "resources", "chart-readme.md");
    private static final String CURE =
            "mvn test -pl flink-k8s -am -Dtest=ChartReadmeTest -Dcv.docs.write=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void readmeIsUpToDate() throws IOException {
        String expected = ChartReadme.markdown(HEAD, VALUES);
        if (Boolean.getBoolean("cv.docs.write")) {
            Files.writeString(README, expected);
        }

        assertThat(README).as("run: %s", CURE).exists();
        assertThat(Files.readString(README))
                .as("%s differs from values.yaml; run: %s", README, CURE)
                .isEqualTo(expected);
    }

    @Test
    void everyValueIsDescribed() throws IOException {
        List<String> described =
                ChartReadme.described(Files.readAllLines(VALUES)).stream()
                        .map(ChartReadme.Value::path)
                        .toList();
        List<String> silent = new ArrayList<>();
        undescribed(new YAMLMapper().readTree(VALUES.toFile()), "", described, silent);

        assertThat(silent).isEmpty();
    }

    private static void undescribed(
            JsonNode node, String path, List<String> described, List<String> silent) {
        if (described.contains(path)) {
            return;
        }
        if (!node.isObject() || node.isEmpty()) {
            silent.add(path);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            String place = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            undescribed(field.getValue(), place, described, silent);
        }
    }
}
