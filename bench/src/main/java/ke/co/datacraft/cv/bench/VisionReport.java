package ke.co.datacraft.cv.bench;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints rows and ratios. */
final class VisionReport {

    private VisionReport() {}

    /**
     * @param out where to
     * @param bare the model alone
     * @param plain the plain loop
     * @param job VisionJob end to end
     */
    static void print(PrintWriter out, Measurement bare, Measurement plain, Measurement job) {
        line(
                out,
                "%-44s %10s %8s %14s %14s",
                "",
                "images/s",
                "spread",
                "CPU ms/image",
                "services' CPU");
        for (Measurement row : List.of(bare, plain, job)) {
            line(
                    out,
                    "%-44s %10.1f %7.0f%% %14.1f %14.1f",
                    row.name(),
                    row.rate(),
                    row.spread() * 100,
                    row.cpu(),
                    row.serviceCpu());
        }
        line(out, "");
        ratio(out, "images/s, VisionJob / plain loop", job.rate() / plain.rate(), 0.75);
        ratio(out, "CPU per image, plain loop / VisionJob", plain.cpu() / job.cpu(), 0.85);
        ratio(out, "images/s, VisionJob / bare ONNX Runtime", job.rate() / bare.rate(), 0.70);
        ratio(out, "images/s, plain loop / bare ONNX Runtime", plain.rate() / bare.rate(), 0);
        out.flush();
    }

    private static void ratio(PrintWriter out, String what, double value, double aim) {
        String judged = aim == 0 ? "" : (value >= aim ? "  reached" : "  missed");
        String aimed = aim == 0 ? "" : String.format(Locale.ROOT, "  (aim >= %.2f)", aim);
        line(out, "%-44s %10.2f%s%s", what, value, aimed, judged);
    }

    private static void line(PrintWriter out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
