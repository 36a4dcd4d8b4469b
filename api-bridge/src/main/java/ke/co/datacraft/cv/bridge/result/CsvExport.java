package ke.co.datacraft.cv.bridge.result;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A line for each finding of every task (RFC 4180, UTF-8). */
final class CsvExport implements ResultExport {

    @Override
    public void write(ExportSource source, BoxFormat boxes, OutputStream out) throws IOException {
        BufferedWriter writer =
                new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        CSVPrinter printer = new CSVPrinter(writer, CSVFormat.RFC4180);
        printer.printRecord(columns(boxes));
        CsvFindings findings = new CsvFindings(boxes);
        source.results(
                result -> {
                    for (List<Object> line : findings.of(result)) {
                        printer.printRecord(line.stream().map(CsvExport::harmless).toList());
                    }
                });
        writer.flush();
    }

    private static List<String> columns(BoxFormat boxes) {
        List<String> columns =
                new ArrayList<>(
                        List.of(
                                "image_id",
                                "filename",
                                "page",
                                "capture_time",
                                "task",
                                "step",
                                "region_step",
                                "region_index",
                                "model",
                                "model_version",
                                "index",
                                "kind",
                                "label",
                                "class_id",
                                "confidence"));
        columns.addAll(boxes.columns());
        columns.addAll(List.of("track_id", "text", "value"));
        return columns;
    }

    /**
     * Spreadsheets run text that begins with one of these as a formula; an apostrophe makes it
     * text. Numbers are ours and stay as they are.
     */
    private static Object harmless(Object value) {
        return value instanceof String text
                        && !text.isEmpty()
                        && "=+-@\t\r\n|%\uFF1D\uFF0B\uFF0D\uFF20".indexOf(text.charAt(0)) >= 0
                ? "'" + text
                : value;
    }
}
