package ke.co.datacraft.cv.standalone.flinksql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One statement of a script, without comments and the semicolon.
 *
 * @param text the statement
 * @param file where it stands
 * @param line line of its first word, from 1
 */
public record SqlStatement(String text, String file, int line) {

    private static final Pattern SET =
            Pattern.compile("(?is)SET\\s+'((?:[^']|'')+)'\\s*=\\s*'((?:[^']|'')*)'");

    private static final Pattern WRITES =
            Pattern.compile("(?is)(?:INSERT|EXECUTE\\s+STATEMENT\\s+SET)\\b.*");

    /**
     * An option that a {@code SET} gives a value.
     *
     * @param key such as {@code execution.runtime-mode}
     * @param value its value
     */
    public record Assignment(String key, String value) {}

    /** What a {@code SET} sets; empty for any other statement. */
    public Optional<Assignment> assignment() {
        Matcher set = SET.matcher(text);
        return set.matches()
                ? Optional.of(new Assignment(unquoted(set.group(1)), unquoted(set.group(2))))
                : Optional.empty();
    }

    private static String unquoted(String literal) {
        return literal.replace("''", "'");
    }

    /** Whether it is a job that writes and gives no rows. */
    public boolean writes() {
        return WRITES.matcher(text).matches();
    }

    /** The same with another text. */
    SqlStatement with(String other) {
        return new SqlStatement(other, file, line);
    }

    /** File and line. */
    public String place() {
        return file + ":" + line;
    }
}
