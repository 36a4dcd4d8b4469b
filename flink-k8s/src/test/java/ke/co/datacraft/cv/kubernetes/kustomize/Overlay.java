package ke.co.datacraft.cv.kubernetes.kustomize;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import ke.co.datacraft.cv.kubernetes.chart.RenderedChart;

/**
 * A folder of the Kustomize tree, what it builds on, and the values that its objects are rendered
 * with.
 */
enum Overlay {
    BASE("base", null, "values/base.yaml"),
    DEVELOPMENT("overlays/development", BASE, "values-minimal.yaml", "values/development.yaml"),
    PRODUCTION("overlays/production", BASE, "values-production.yaml", "values/production.yaml"),
    STAGING(
            "overlays/staging",
            PRODUCTION,
            "values-production.yaml",
            "values/production.yaml",
            "values/staging.yaml"),
    GPU(
            "overlays/gpu",
            PRODUCTION,
            "values-production.yaml",
            "values/production.yaml",
            "values-gpu.yaml");

    /** Name of the release and of the namespace. */
    static final String NAME = "computer-vision";

    static final Path TREE = Path.of("kustomize");

    private final String folder;
    private final Overlay below;
    private final List<String> values;

    Overlay(String folder, Overlay below, String... values) {
        this.folder = folder;
        this.below = below;
        this.values = List.of(values);
    }

    private List<Path> valuesFiles() {
        return values.stream()
                .map(
                        file ->
                                file.contains("/")
                                        ? TREE.resolve(file)
                                        : RenderedChart.CHART.resolve(file))
                .toList();
    }

    Path folder() {
        return Path.of(folder);
    }

    /** What it builds on; null for the base. */
    Overlay below() {
        return below;
    }

    /** The chart's objects by kind and name, without what belongs to Helm alone. */
    Map<String, JsonNode> objects() {
        Map<String, JsonNode> objects = new TreeMap<>();
        for (JsonNode object : RenderedChart.of(NAME, valuesFiles()).objects()) {
            objects.put(key(object), withoutHelm(object.deepCopy()));
        }
        return objects;
    }

    static String key(JsonNode object) {
        return RenderedChart.kind(object) + "/" + RenderedChart.name(object);
    }

    private static JsonNode withoutHelm(ObjectNode object) {
        ObjectNode metadata = (ObjectNode) object.path("metadata");
        if (metadata.path("labels") instanceof ObjectNode labels) {
            labels.remove("helm.sh/chart");
            labels.remove("app.kubernetes.io/managed-by");
        }
        if (metadata.path("annotations") instanceof ObjectNode annotations) {
            annotations.remove("helm.sh/resource-policy");
            if (annotations.isEmpty()) {
                metadata.remove("annotations");
            }
        }
        return object;
    }
}
