package ke.co.datacraft.cv.bench.mot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Files of the MOTChallenge: {@code frame,id,left,top,width,height,score,class,...}. */
public final class MotFile {

    private MotFile() {}

    /**
     * Reads detections, results or truth.
     *
     * @throws IllegalArgumentException naming file, line and what is wrong with it
     */
    public static List<MotRow> read(Path file) {
        List<MotRow> rows = new ArrayList<>();
        int line = 0;
        try (Stream<String> lines = Files.lines(file)) {
            for (String text : (Iterable<String>) lines::iterator) {
                line++;
                if (!text.isBlank()) {
                    rows.add(row(text));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", line " + line + ": " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return rows;
    }

    private static MotRow row(String text) {
        String[] cells = text.trim().split("[,\\s]+");
        if (cells.length < 7) {
            throw new IllegalArgumentException(
                    cells.length
                            + " columns; give frame,id,left,top,width,height,score and more if any");
        }
        double[] values = new double[8];
        values[7] = -1;
        for (int i = 0; i < Math.min(8, cells.length); i++) {
            values[i] = Double.parseDouble(cells[i]);
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("'" + cells[i] + "' is no number");
            }
        }
        if (values[0] < 1 || values[4] < 0 || values[5] < 0) {
            throw new IllegalArgumentException(
                    "frames count from 1, width and height from 0: '" + text + "'");
        }
        return new MotRow(
                (int) values[0],
                (int) values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                (int) values[7]);
    }

    /** Writes results. */
    public static void write(Path file, List<MotRow> rows) throws IOException {
        List<String> lines = new ArrayList<>(rows.size());
        for (MotRow row : rows) {
            lines.add(
                    String.format(
                            Locale.ROOT,
                            "%d,%d,%.3f,%.3f,%.3f,%.3f,%.4f,-1,-1,-1",
                            row.frame(),
                            row.id(),
                            row.left(),
                            row.top(),
                            row.width(),
                            row.height(),
                            row.score()));
        }
        Files.write(file, lines);
    }
}
