package ke.co.datacraft.cv.bench;

import java.io.PrintWriter;
import java.util.Locale;

/** Prints measurements as rows, and ratios beside their aims. */
final class Report {

    private final PrintWriter out;

    Report(PrintWriter out) {
        this.out = out;
    }

    /** A headline with an empty line before it. */
    void section(String title) {
        line("");
        line("%s", title);
    }

    /** Headline of the rows to come. */
    void columns(String unit) {
        line("%-52s %10s %8s %14s", "", unit + "/s", "spread", "CPU ms/" + unit);
    }

    /** Medians of one way of doing the work. */
    void row(Measurement row) {
        line("%-52s %10.1f %7.0f%% %14.2f", row.name(), row.rate(), row.spread() * 100, row.cpu());
    }

    /** A ratio without an aim. */
    void ratio(String what, double value) {
        line("%-52s %10.2f", what, value);
    }

    /** A ratio that should be as large as its aim. */
    void atLeast(String what, double value, double aim) {
        judged(what, value, ">=", aim, value >= aim);
    }

    /** A ratio that should be as small as its aim. */
    void atMost(String what, double value, double aim) {
        judged(what, value, "<=", aim, value <= aim);
    }

    private void judged(String what, double value, String relation, double aim, boolean reached) {
        line(
                "%-52s %10.2f  (aim %s %.2f)  %s",
                what, value, relation, aim, reached ? "reached" : "missed");
    }

    /** A line of text. */
    void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
        out.flush();
    }
}
