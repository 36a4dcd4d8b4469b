package ke.co.datacraft.cv.standalone.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One answer in Prometheus' text format: types of the families, and the labels of each. */
record Scrape(Map<String, String> types, Map<String, Set<String>> labels) {

    private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
    private static final Pattern SAMPLE = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_]\\w*)=\"(?:[^\"\\\\]|\\\\.)*\"");

    static Scrape parse(String text) {
        Map<String, String> types = new TreeMap<>();
        Map<String, Set<String>> labels = new TreeMap<>();
        text.lines()
                .forEach(
                        line -> {
                            Matcher type = TYPE.matcher(line);
                            Matcher sample = SAMPLE.matcher(line);
                            if (type.matches()) {
                                types.put(type.group(1), type.group(2));
                            } else if (sample.matches()) {
                                labels.computeIfAbsent(
                                                family(sample.group(1), types),
                                                any -> new TreeSet<>())
                                        .addAll(names(sample.group(2)));
                            }
                        });
        return new Scrape(types, labels);
    }

    /** The families of this and of another. */
    Scrape and(Scrape other) {
        Map<String, String> allTypes = new TreeMap<>(types);
        allTypes.putAll(other.types);
        Map<String, Set<String>> allLabels = new TreeMap<>(labels);
        allLabels.putAll(other.labels);
        return new Scrape(allTypes, allLabels);
    }

    /** Whether the family has a sample. */
    boolean has(String family) {
        return labels.containsKey(family);
    }

    private static String family(String sample, Map<String, String> types) {
        if (types.containsKey(sample)) {
            return sample;
        }
        return sample.replaceFirst("_(bucket|sum|count)$", "");
    }

    private static Set<String> names(String pairs) {
        Set<String> names = new TreeSet<>();
        if (pairs != null) {
            Matcher label = LABEL.matcher(pairs);
            while (label.find()) {
                names.add(label.group(1));
            }
        }
        return names;
    }
}
