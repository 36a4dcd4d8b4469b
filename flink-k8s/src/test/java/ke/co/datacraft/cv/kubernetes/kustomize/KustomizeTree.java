package ke.co.datacraft.cv.kubernetes.kustomize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.fabric8.zjsonpatch.JsonDiff;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The Kustomize tree as it follows from the chart: a base with objects, and overlays with patches.
 */
final class KustomizeTree {

    private static final String HEAD =
            "# Generated from the chart; do not edit. See ../%sREADME.md for what to edit instead.\n";

    /** Kustomize knows images of its own kinds only. */
    private static final String IMAGES =
            """
            images:
              - kind: FlinkDeployment
                path: spec/image
              - kind: FlinkDeployment
                path: spec/jobManager/podTemplate/spec/initContainers[]/image
            """;

    private static final YAMLMapper YAML =
            YAMLMapper.builder()
                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                    // What looks like a number must stay text.
                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
                    .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .build();

    /** Kustomize trims a patch, so that its first line must not be indented. */
    private static final YAMLMapper PATCH =
            YAML.copy().disable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR);

    private KustomizeTree() {}

    /** Every generated file by its path below the tree. */
    static Map<Path, String> files() {
        Map<Path, String> files = new TreeMap<>();
        for (Overlay overlay : Overlay.values()) {
            Map<String, JsonNode> objects = overlay.objects();
            Map<String, JsonNode> below =
                    overlay.below() == null ? Map.of() : overlay.below().objects();
            Map<String, JsonNode> added = new TreeMap<>(objects);
            added.keySet().removeAll(below.keySet());
            String head = HEAD.formatted(overlay.below() == null ? "" : "../");
            files.put(
                    overlay.folder().resolve("kustomization.yaml"),
                    head + write(kustomization(overlay, objects, below, !added.isEmpty())));
            files.put(overlay.folder().resolve("images.yaml"), head + IMAGES);
            if (!added.isEmpty()) {
                files.put(
                        overlay.folder().resolve("objects.yaml"), head + documents(added.values()));
            }
        }
        return files;
    }

    private static ObjectNode kustomization(
            Overlay overlay,
            Map<String, JsonNode> objects,
            Map<String, JsonNode> below,
            boolean adds) {
        ObjectNode kustomization = JsonNodeFactory.instance.objectNode();
        kustomization.put("apiVersion", "kustomize.config.k8s.io/v1beta1");
        kustomization.put("kind", "Kustomization");
        kustomization.put("namespace", Overlay.NAME);
        ArrayNode resources = kustomization.putArray("resources");
        if (overlay.below() != null) {
            resources.add(overlay.folder().relativize(overlay.below().folder()).toString());
        }
        if (adds) {
            resources.add("objects.yaml");
        }
        kustomization.putArray("configurations").add("images.yaml");
        ArrayNode patches = JsonNodeFactory.instance.arrayNode();
        below.forEach((key, object) -> patch(object, objects.get(key), patches));
        if (!patches.isEmpty()) {
            kustomization.set("patches", patches);
        }
        return kustomization;
    }

    private static void patch(JsonNode before, JsonNode after, ArrayNode patches) {
        String patch;
        if (after == null) {
            ObjectNode removal = JsonNodeFactory.instance.objectNode();
            removal.put("$patch", "delete");
            removal.set("apiVersion", before.path("apiVersion"));
            removal.set("kind", before.path("kind"));
            removal.putObject("metadata").put("name", before.at("/metadata/name").asText());
            patch = write(PATCH, removal);
        } else {
            JsonNode difference = JsonDiff.asJson(before, after);
            if (difference.isEmpty()) {
                return;
            }
            patch = write(PATCH, difference);
        }
        ObjectNode entry = patches.addObject();
        entry.set("target", target(before));
        entry.put("patch", patch);
    }

    private static ObjectNode target(JsonNode object) {
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        String version = object.path("apiVersion").asText();
        if (version.contains("/")) {
            target.put("group", version.substring(0, version.indexOf('/')));
        }
        target.put("version", version.substring(version.indexOf('/') + 1));
        target.set("kind", object.path("kind"));
        target.put("name", object.at("/metadata/name").asText());
        return target;
    }

    private static String documents(Collection<JsonNode> objects) {
        return objects.stream().map(KustomizeTree::write).collect(Collectors.joining("---\n"));
    }

    private static String write(JsonNode node) {
        return write(YAML, node);
    }

    private static String write(YAMLMapper yaml, JsonNode node) {
        try {
            return yaml.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
