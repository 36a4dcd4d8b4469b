package ke.co.datacraft.cv.standalone.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is to be known of expressions of PromQL before Prometheus reads them. */
final class Expressions {

    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTION = Pattern.compile("\\{[^}]*}|\\[[^\\]]*]");
    private static final Pattern LABELS =
            Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*(\\([^)]*\\))?");
    private static final Pattern NAME =
            Pattern.compile("(?<![\\w.])([a-zA-Z_:][\\w:]*)\\b(?!\\s*\\()");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "inf", "nan");

    private Expressions() {}

    /** Names of metrics in an expression. */
    static Set<String> metrics(String expression) {
        String rest = STRING.matcher(expression).replaceAll("");
        rest = SELECTION.matcher(rest).replaceAll(" ");
        // An aggregation whose labels come after its argument has both; the labels go.
        rest = LABELS.matcher(rest).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher matcher = NAME.matcher(rest);
        while (matcher.find()) {
            if (!WORDS.contains(matcher.group(1).toLowerCase(java.util.Locale.ROOT))) {
                names.add(matcher.group(1));
            }
        }
        return names;
    }

    /** As Grafana sends it when every variable is at "All". */
    static String filledIn(String expression) {
        return expression
                .replace("$__rate_interval", "1m")
                .replace("$__range", "5m")
                .replaceAll("\\$\\{?\\w+}?", ".*");
    }
}
