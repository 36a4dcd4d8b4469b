package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;

/** Tells how far something is: one line that changes on a terminal, a line per change elsewhere. */
final class Progress {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintWriter out;
    private final boolean terminal;
    private String last = "";

    Progress(PrintWriter out) {
        this(out, System.console() != null);
    }

    Progress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** The current state; the same as before prints nothing. */
    synchronized void update(String text) {
        if (text.equals(last)) {
            return;
        }
        last = text;
        if (terminal) {
            out.print(CLEAR_LINE + text);
        } else {
            out.println(text);
        }
        out.flush();
    }

    /** A line that stays. */
    synchronized void line(String text) {
        if (terminal && !last.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        last = "";
        out.println(text);
        out.flush();
    }
}
