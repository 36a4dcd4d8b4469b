package ke.co.datacraft.cv.inference.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ke.co.datacraft.cv.inference.InferenceException;

/**
 * What exporters write beside the graph. Ultralytics: {@code names} (a Python dictionary), {@code
 * imgsz}, {@code task}, {@code args}, {@code end2end}, {@code description}; RF-DETR: {@code
 * rfdetr_inference} (JSON); others: {@code class_names} (a list).
 */
final class ExportMetadata {

    private static final String RF_DETR = "rfdetr_inference";
    private static final List<String> NAME_KEYS = List.of("names", "class_names");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private static final String QUOTED = "(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")";
    private static final Pattern ENTRY = Pattern.compile("(\\d{1,6})\\s*:\\s*" + QUOTED);
    private static final Pattern ITEM = Pattern.compile("()" + QUOTED);
    private static final Pattern SIZE =
            Pattern.compile("\\[\\s*(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*]");
    private static final Pattern NMS = Pattern.compile("'nms'\\s*:\\s*True");

    private ExportMetadata() {}

    /**
     * Class names by id, when the metadata has them.
     *
     * @throws InferenceException {@code INVALID_MODEL} when it has some, but not for every id from
     *     0
     */
    static Optional<List<String>> names(Map<String, String> metadata) {
        for (String key : NAME_KEYS) {
            if (metadata.containsKey(key)) {
                return Optional.of(withoutGaps(key, metadata.get(key)));
            }
        }
        return Optional.ofNullable(metadata.get(RF_DETR)).map(ExportMetadata::rfDetrNames);
    }

    private static List<String> withoutGaps(String key, String text) {
        TreeMap<Integer, String> byId = parse(text);
        if (byId.isEmpty() || byId.firstKey() != 0 || byId.lastKey() != byId.size() - 1) {
            throw InvalidModel.because(
                    "the metadata '"
                            + key
                            + "' is "
                            + text
                            + "; expected {0: 'first', 1: 'second', ...} or ['first', 'second',"
                            + " ...] without gaps: give the labels in a manifest");
        }
        return new ArrayList<>(byId.values());
    }

    /** Gaps are what RF-DETR leaves of a data set's unused category ids. */
    private static List<String> rfDetrNames(String text) {
        TreeMap<Integer, String> byId =
                json(text)
                        .map(root -> named(root.path("class_id_to_name")))
                        .orElseGet(TreeMap::new);
        if (byId.isEmpty()) {
            throw InvalidModel.because(
                    "the metadata '"
                            + RF_DETR
                            + "' has no class_id_to_name: give the labels in a manifest");
        }
        List<String> names = new ArrayList<>();
        for (int id = 0; id <= byId.lastKey(); id++) {
            names.add(byId.getOrDefault(id, "unused_" + id));
        }
        return names;
    }

    private static TreeMap<Integer, String> parse(String text) {
        return json(text).map(ExportMetadata::named).orElseGet(() -> python(text));
    }

    private static Optional<JsonNode> json(String text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isContainerNode);
        } catch (JsonProcessingException exception) {
            return Optional.empty();
        }
    }

    private static TreeMap<Integer, String> named(JsonNode node) {
        TreeMap<Integer, String> byId = new TreeMap<>();
        node.forEach(item -> byId.put(byId.size(), item.asText()));
        if (node.isObject()) {
            byId.clear();
            node.properties().stream()
                    .filter(entry -> entry.getKey().matches("\\d{1,6}"))
                    .forEach(
                            entry ->
                                    byId.put(
                                            Integer.parseInt(entry.getKey()),
                                            entry.getValue().asText()));
        }
        return byId;
    }

    private static TreeMap<Integer, String> python(String text) {
        TreeMap<Integer, String> byId = new TreeMap<>();
        Matcher matcher = (text.stripLeading().startsWith("[") ? ITEM : ENTRY).matcher(text);
        while (matcher.find()) {
            String id = matcher.group(1);
            String quoted = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            byId.put(
                    id.isEmpty() ? byId.size() : Integer.parseInt(id),
                    quoted.replaceAll("\\\\(.)", "$1"));
        }
        return byId;
    }

    /** Input size, when the metadata has it. */
    static Optional<InputLayout> size(Map<String, String> metadata) {
        Matcher matcher = SIZE.matcher(metadata.getOrDefault("imgsz", ""));
        return matcher.find()
                ? Optional.of(
                        InputLayout.ofSize(
                                Integer.parseInt(matcher.group(2)),
                                Integer.parseInt(matcher.group(1))))
                : Optional.empty();
    }

    /** What the model does, in the exporter's words, such as {@code detect}. */
    static Optional<String> task(Map<String, String> metadata) {
        return Optional.ofNullable(metadata.get("task"));
    }

    /** Whether the graph itself keeps one box for each object. */
    static boolean selectsBoxes(Map<String, String> metadata) {
        return "True".equalsIgnoreCase(metadata.get("end2end"))
                || NMS.matcher(metadata.getOrDefault("args", "")).find();
    }

    /** Whether the description mentions this word, in any case. */
    static boolean mentions(Map<String, String> metadata, String word) {
        return metadata.getOrDefault("description", "").toLowerCase(Locale.ROOT).contains(word);
    }

    /** Whether RF-DETR exported the model. */
    static boolean isRfDetr(Map<String, String> metadata) {
        return metadata.containsKey(RF_DETR);
    }
}
