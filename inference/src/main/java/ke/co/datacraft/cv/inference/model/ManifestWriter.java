package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes manifests as {@link ManifestReader} reads them. */
final class ManifestWriter {

    private static final YAMLMapper YAML =
            YAMLMapper.builder().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER).build();

    private ManifestWriter() {}

    /** The manifest as YAML; what is open or empty is left out. */
    static String write(ModelManifest manifest) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", manifest.name());
        keys.put("version", manifest.version());
        keys.put("task", manifest.task());
        keys.put("decoder", manifest.decoder().id());
        keys.put("file", manifest.file());
        keys.put("urls", manifest.urls());
        keys.put("size_bytes", manifest.sizeBytes());
        keys.put("sha256", manifest.sha256());
        keys.put("licence", manifest.licence());
        keys.put("licence_url", manifest.licenceUrl());
        keys.put("source", manifest.source());
        keys.put("input", input(manifest.input()));
        keys.put("labels", labels(manifest.labels()));
        keys.put("thresholds", thresholds(manifest.thresholds()));
        if (!manifest.output().equals(OutputOptions.DEFAULT)) {
            keys.put("output", output(manifest.output()));
        }
        try {
            return YAML.writeValueAsString(filled(keys));
        } catch (JsonProcessingException exception) {
            throw new IllegalStateException("a manifest is made of texts and numbers", exception);
        }
    }

    private static Map<String, Object> input(InputLayout input) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("width", input.width());
        keys.put("height", input.height());
        keys.put("channels", input.channels());
        keys.put("resize", input.resize());
        keys.put("mean", input.mean());
        keys.put("standard_deviation", input.standardDeviation());
        keys.put("scale", input.scale());
        keys.put("pad_value", input.padValue());
        keys.put("short_side", input.shortSide());
        keys.put("layout", input.layout());
        return filled(keys);
    }

    private static Map<String, Object> output(OutputOptions output) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("name", output.name());
        keys.put("softmax", output.softmax());
        keys.put("pooling", output.pooling());
        keys.put("normalise", output.normalise());
        return filled(keys);
    }

    private static Object labels(Labels labels) {
        if (labels == null) {
            return null;
        }
        if (labels.fromMetadata()) {
            return Map.of("from_metadata", true);
        }
        if (labels.names().equals(CocoLabels.NAMES)) {
            return "coco";
        }
        return labels.names().equals(ImageNetLabels.NAMES) ? "imagenet" : labels.names();
    }

    private static Map<String, Object> thresholds(Thresholds thresholds) {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("confidence", thresholds.confidence());
        keys.put("iou", thresholds.iou());
        keys.put("max_detections", thresholds.maxDetections());
        return keys;
    }

    private static Map<String, Object> filled(Map<String, Object> keys) {
        keys.values()
                .removeIf(
                        value ->
                                value == null || List.of().equals(value) || Map.of().equals(value));
        return keys;
    }
}
