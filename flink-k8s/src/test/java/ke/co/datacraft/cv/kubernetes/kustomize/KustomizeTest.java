package ke.co.datacraft.cv.kubernetes.kustomize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Kustomize tree says the same as the chart, by what the real Kustomize makes of it. */
class KustomizeTest {

    private static final String CURE =
            "mvn test -pl flink-k8s -am -Dtest=KustomizeTest -Dcv.docs.write=true"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    @Test
    void filesAreUpToDate() throws IOException {
        Map<Path, String> expected = KustomizeTree.files();
        if (Boolean.getBoolean("cv.docs.write")) {
            for (Map.Entry<Path, String> file : expected.entrySet()) {
                Path path = Overlay.TREE.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
        }

        assertThat(present())
                .as("run (and remove what is too much): %s", CURE)
                .containsExactlyElementsOf(expected.keySet());
        expected.forEach(
                (path, text) ->
                        assertThat(Overlay.TREE.resolve(path))
                                .as("%s differs from the chart; run: %s", path, CURE)
                                .hasContent(text));
    }

    @ParameterizedTest
    @EnumSource(Overlay.class)
    void kustomizeMakesTheObjectsOfTheChart(Overlay overlay) throws Exception {
        Map<String, JsonNode> expected = new TreeMap<>();
        overlay.objects().forEach((key, object) -> expected.put(key, inNamespace(object)));

        Map<String, JsonNode> made = build(Overlay.TREE.resolve(overlay.folder()));

        assertThat(made.keySet()).isEqualTo(expected.keySet());
        expected.forEach((key, object) -> assertThat(made.get(key)).as(key).isEqualTo(object));
    }

    @Test
    void everyDashboardIsAConfigMap() throws Exception {
        Map<String, JsonNode> made = build(Path.of("monitoring"));
        List<JsonNode> expected =
                RenderedChart.of(
                                Overlay.NAME,
                                List.of(RenderedChart.CHART.resolve("values-production.yaml")))
                        .objects()
                        .stream()
                        .filter(object -> RenderedChart.name(object).contains("-dashboard-"))
                        .toList();

        assertThat(made).hasSameSizeAs(expected);
        assertThat(expected)
                .allSatisfy(
                        map ->
                                assertThat(made.get(Overlay.key(map)).path("data"))
                                        .isEqualTo(map.path("data")));
    }

    /** Kustomize by itself leaves a FlinkDeployment's image as it is. */
    @Test
    void anOverlayOfTheUsersSetsTheVersionEverywhere(@TempDir Path folder) throws Exception {
        copy(Overlay.TREE, folder);
        Path mine = Files.createDirectories(folder.resolve("overlays/mine"));
        Files.copy(folder.resolve("base/images.yaml"), mine.resolve("images.yaml"));
        Files.writeString(
                mine.resolve("kustomization.yaml"),
                """
                apiVersion: kustomize.config.k8s.io/v1beta1
                kind: Kustomization
                resources: [../production]
                configurations: [images.yaml]
                images:
                  - name: datacraft/computer-vision-flink
                    newName: registry.example.com/cv/flink
                    newTag: 1.1.0
                  - name: datacraft/computer-vision-migrate
                    newTag: 1.1.0
                  - name: datacraft/computer-vision-models
                    newTag: 1.1.0
                  - name: datacraft/computer-vision-bridge
                    newTag: 1.1.0
                """);

        Map<String, JsonNode> made = build(mine);

        assertThat(made.get("FlinkDeployment/computer-vision-vision").at("/spec/image").asText())
                .isEqualTo("registry.example.com/cv/flink:1.1.0");
        assertThat(made.values())
                .allSatisfy(
                        object ->
                                assertThat(object.toString())
                                        .doesNotContainPattern("\"image\":\"[^\"]*:1\\.0\\.0\""));
    }

    private static Map<String, JsonNode> build(Path folder) throws Exception {
        assumeTrue(Kubectl.isPresent(), Kubectl.NEEDED);
        String yaml = Kubectl.run("kustomize", folder.toString());
        Map<String, JsonNode> objects = new TreeMap<>();
        RenderedChart.parse(yaml).forEach(object -> objects.put(Overlay.key(object), object));
        return objects;
    }

    private static JsonNode inNamespace(JsonNode object) {
        ObjectNode copy = object.deepCopy();
        ((ObjectNode) copy.path("metadata")).put("namespace", Overlay.NAME);
        return copy;
    }

    private static List<Path> present() throws IOException {
        try (Stream<Path> files = Files.walk(Overlay.TREE)) {
            return files.filter(Files::isRegularFile)
                    .map(Overlay.TREE::relativize)
                    .filter(path -> !path.startsWith("values") && !path.endsWith("README.md"))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
