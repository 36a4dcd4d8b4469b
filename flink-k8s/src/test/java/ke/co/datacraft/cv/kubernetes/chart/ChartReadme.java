package ke.co.datacraft.cv.kubernetes.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The chart's README: a head, and a table of the values with the comments that stand above them.
 */
final class ChartReadme {

    private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][\\w.-]*):.*");
    private static final String MARK = "# -- ";
    private static final String END = "{{values}}";

    private ChartReadme() {}

    /** One described value. */
    record Value(String path, String description) {}

    /**
     * The whole README.
     *
     * @param head text with {@code {{values}}} where the table goes
     * @param values the file with comments
     */
    static String markdown(Path head, Path values) throws IOException {
        JsonNode defaults = new YAMLMapper().readTree(values.toFile());
        StringJoiner table = new StringJoiner("\n");
        table.add("| Value | Default | Meaning |").add("|---|---|---|");
        for (Value value : described(Files.readAllLines(values))) {
            JsonNode node = defaults.at("/" + value.path().replace(".", "/"));
            table.add(
                    "| `%s` | `%s` | %s |"
                            .formatted(
                                    value.path(),
                                    node.toString().replace("|", "\\|"),
                                    value.description().replace("|", "\\|")));
        }
        return Files.readString(head).replace(END, table.toString());
    }

    /** Values with a description, in the order of the file. */
    static List<Value> described(List<String> lines) {
        List<Value> values = new ArrayList<>();
        Deque<String> path = new ArrayDeque<>();
        String description = null;
        for (String line : lines) {
            Matcher key = KEY.matcher(line);
            if (line.strip().startsWith(MARK)) {
                description = line.strip().substring(MARK.length());
            } else if (key.matches()) {
                int depth = key.group(1).length() / 2;
                while (path.size() > depth) {
                    path.removeLast();
                }
                path.addLast(key.group(2));
                if (description != null) {
                    values.add(new Value(String.join(".", path), description));
                    description = null;
                }
            }
        }
        return values;
    }
}
