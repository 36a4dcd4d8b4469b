package ke.co.datacraft.cv.standalone.flinksql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Parts a script into statements as Flink's SQL client does: at semicolons outside of literals,
 * quoted names and comments; {@code EXECUTE STATEMENT SET BEGIN … END} is one.
 */
public final class SqlScript {

    private static final Pattern BEGINS_SET =
            Pattern.compile("(?is)\\s*EXECUTE\\s+STATEMENT\\s+SET\\s+BEGIN\\b.*");

    private static final Pattern ENDS_SET = Pattern.compile("(?is).*;\\s*END\\s*");

    private final String text;
    private final String file;
    private final StringBuilder current = new StringBuilder();
    private final List<SqlStatement> statements = new ArrayList<>();
    private int begin;
    private int at;

    private SqlScript(String text, String file) {
        this.text = text;
        this.file = file;
    }

    /**
     * Statements in their order.
     *
     * @param text the script
     * @param file name to show
     */
    public static List<SqlStatement> statements(String text, String file) {
        SqlScript script = new SqlScript(text, file);
        script.read();
        return List.copyOf(script.statements);
    }

    private void read() {
        while (at < text.length()) {
            char next = text.charAt(at);
            if (text.startsWith("--", at)) {
                blank(end("\n", 0));
            } else if (text.startsWith("/*", at) && !text.startsWith("/*+", at)) {
                blank(end("*/", 2));
            } else if (next == '\'' || next == '`') {
                // A doubled quote within is the end of one literal and the begin of the next.
                take(end(String.valueOf(next), 1));
            } else if (next == ';' && !isInSet()) {
                at++;
                finish();
            } else {
                take(at + 1);
            }
        }
        finish();
    }

    /** Where something ends that begins here. */
    private int end(String mark, int length) {
        int found = text.indexOf(mark, at + Math.max(1, length));
        return found < 0 ? text.length() : found + length;
    }

    private void take(int end) {
        current.append(text, at, end);
        at = end;
    }

    /** Leaves lines where they are, so that positions in Flink's messages hold. */
    private void blank(int end) {
        for (; at < end; at++) {
            current.append(text.charAt(at) == '\n' ? '\n' : ' ');
        }
    }

    private boolean isInSet() {
        return BEGINS_SET.matcher(current).matches() && !ENDS_SET.matcher(current).matches();
    }

    private void finish() {
        int lead = 0;
        while (lead < current.length() && Character.isWhitespace(current.charAt(lead))) {
            lead++;
        }
        if (lead < current.length()) {
            int line = 1 + (int) text.chars().limit(begin + lead).filter(c -> c == '\n').count();
            statements.add(new SqlStatement(current.substring(lead).stripTrailing(), file, line));
        }
        current.setLength(0);
        begin = at;
    }
}
