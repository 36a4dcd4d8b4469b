package ke.co.datacraft.cv.standalone.flinksql;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.sql.DatabaseUrl;
import ke.co.datacraft.cv.standalone.UsageException;

/**
 * What stands for <code>${NAME}</code> in scripts. Values stand in literals, so their quotes are
 * doubled; no text that this class makes but {@link #resolve} holds a secret.
 */
public final class SqlVariables {

    /** Where a table of Kafka begins to be read. */
    public static final String START = "CV_SQL_START";

    /** Where a table of Kafka ends. */
    public static final String END = "CV_SQL_END";

    private static final String KAFKA_OPTIONS = "CV_KAFKA_TABLE_OPTIONS";
    private static final String PASSWORD = "CV_JDBC_PASSWORD";
    private static final String HIDDEN = "***";
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");
    private static final Set<String> SECRET = Set.of(KAFKA_OPTIONS, PASSWORD);

    private final Map<String, String> values = new TreeMap<>();
    private final Map<String, String> missing = new TreeMap<>();

    /**
     * Gives a variable a value, before or in place of another.
     *
     * @param name such as {@code CV_SQL_TENANT}
     */
    public SqlVariables with(String name, String value) {
        values.put(name, literal(value));
        return this;
    }

    /** Says what to do where a variable has no value. */
    public SqlVariables without(String name, String cure) {
        missing.put(name, cure);
        return this;
    }

    /**
     * Gives the variables of Kafka's tables their values, all but the address.
     *
     * @param prefix what names of topics begin with
     * @param properties further properties of Kafka's clients
     */
    public SqlVariables withTopics(String prefix, Map<String, String> properties) {
        with("CV_TOPIC_PREFIX", prefix);
        values.put(
                KAFKA_OPTIONS,
                new TreeMap<>(properties)
                        .entrySet().stream()
                                .map(
                                        entry ->
                                                "'properties.%s' = '%s',"
                                                        .formatted(
                                                                literal(entry.getKey()),
                                                                literal(entry.getValue())))
                                .collect(Collectors.joining(" ")));
        return this;
    }

    /** Gives the variables of PostgreSQL's tables their values. */
    public SqlVariables withDatabase(DatabaseUrl database) {
        String url = database.jdbcUrl();
        // What is sent as text becomes what the column is, such as a UUID.
        with("CV_JDBC_URL", url + (url.contains("?") ? "&" : "?") + "stringtype=unspecified");
        with("CV_JDBC_USER", database.user());
        return with(PASSWORD, database.password() == null ? "" : database.password());
    }

    /**
     * The statement with its values.
     *
     * @throws UsageException naming the variable that has none
     */
    public SqlStatement resolve(SqlStatement statement) {
        return replace(statement, Set.of());
    }

    /** The statement with its values, secret ones left as variables. */
    public SqlStatement show(SqlStatement statement) {
        return replace(statement, SECRET);
    }

    private SqlStatement replace(SqlStatement statement, Set<String> kept) {
        Matcher matcher = VARIABLE.matcher(statement.text());
        return statement.with(
                matcher.replaceAll(
                        found -> {
                            String name = found.group(1);
                            String value = kept.contains(name) ? found.group() : values.get(name);
                            if (value == null) {
                                throw unknown(statement, name);
                            }
                            return Matcher.quoteReplacement(value);
                        }));
    }

    private UsageException unknown(SqlStatement statement, String name) {
        return new UsageException(
                "%s: %s has no value; %s"
                        .formatted(
                                statement.place(),
                                name,
                                missing.getOrDefault(name, "give -D " + name + "=VALUE")));
    }

    /** A message without secrets. */
    public String hide(String message) {
        String quoted = values.getOrDefault(PASSWORD, "");
        String password = quoted.replace("''", "'");
        return password.isEmpty()
                ? message
                : message.replace(quoted, HIDDEN).replace(password, HIDDEN);
    }

    private static String literal(String value) {
        return value.replace("'", "''");
    }
}
