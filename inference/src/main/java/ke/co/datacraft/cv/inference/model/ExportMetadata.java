package ke.co.datacraft.cv.inference.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What exporters write beside the graph: {@code names} (a Python dictionary) and {@code imgsz}. */
final class ExportMetadata {

    private static final Pattern NAME =
            Pattern.compile(
                    "(\\d{1,6})\\s*:\\s*(?:'((?:[^'\\\\]|\\\\.)*)'|\"((?:[^\"\\\\]|\\\\.)*)\")");
    private static final Pattern SIZE =
            Pattern.compile("\\[\\s*(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*]");

    private ExportMetadata() {}

    /** Class names by id, when the metadata has them for every id from 0. */
    static Optional<List<String>> names(Map<String, String> metadata) {
        String text = metadata.get("names");
        if (text == null) {
            return Optional.empty();
        }
        TreeMap<Integer, String> byId = new TreeMap<>();
        Matcher matcher = NAME.matcher(text);
        while (matcher.find()) {
            String quoted = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
            byId.put(Integer.parseInt(matcher.group(1)), quoted.replaceAll("\\\\(.)", "$1"));
        }
        if (byId.isEmpty() || byId.firstKey() != 0 || byId.lastKey() != byId.size() - 1) {
            throw InvalidModel.because(
                    "the metadata 'names' is "
                            + text
                            + "; expected {0: 'first', 1: 'second', ...} without gaps: give the"
                            + " labels in a manifest");
        }
        return Optional.of(new ArrayList<>(byId.values()));
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
}
