package ke.co.datacraft.cv.bench.mot;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files of the MOTChallenge: {@code frame,id,left,top,width,height,score,class,...}. They are taken
 * as they are found: rows in any order, commas, semicolons or blanks between the cells, a comma at
 * the end, blank lines, either end of line, a byte order mark, a first line of names, numbers like
 * 1.0e+00, and no score at all.
 */
public final class MotFile {

    /** Days of video; more is a timestamp in the frame's place. */
    private static final int MOST_FRAMES = 10_000_000;

    private static final Pattern SEPARATOR = Pattern.compile("\\s*[,;]\\s*|\\s+");
    private static final List<String> COLUMNS =
            List.of("frame", "id", "left", "top", "width", "height", "score", "class");
    private static final int SCORE = 6;
    private static final int CLASS = 7;

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
                String content = (line == 1 ? text.replace("\ufeff", "") : text).trim();
                if (!content.isEmpty() && !(line == 1 && isNames(content))) {
                    rows.add(row(content));
                }
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(file + ", line " + line + ": " + e.getMessage(), e);
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("Cannot read " + file + ": " + e.getMessage(), e);
        }
        return rows;
    }

    private static boolean isNames(String text) {
        char first = text.charAt(0);
        return Character.isLetter(first) || first == '"' || first == '#' || first == '<';
    }

    private static MotRow row(String text) {
        String[] cells = SEPARATOR.split(text);
        if (cells.length < SCORE) {
            throw new IllegalArgumentException(
                    cells.length
                            + " columns; give frame,id,left,top,width,height,score and more if any");
        }
        return new MotRow(
                whole(cells, 0, 1, MOST_FRAMES),
                whole(cells, 1, Integer.MIN_VALUE, Integer.MAX_VALUE),
                number(cells, 2),
                number(cells, 3),
                number(cells, 4),
                number(cells, 5),
                cells.length > SCORE ? number(cells, SCORE) : 1,
                cells.length > CLASS ? classId(number(cells, CLASS)) : -1);
    }

    /** Where MOT15 gives a place on the ground instead, most often a fraction: no class. */
    private static int classId(double value) {
        return value >= 1 && value <= 1000 && value == Math.rint(value) ? (int) value : -1;
    }

    private static int whole(String[] cells, int column, int least, int most) {
        double value = number(cells, column);
        if (value != Math.rint(value) || value < least || value > most) {
            throw new IllegalArgumentException(
                    COLUMNS.get(column)
                            + " is '"
                            + cells[column]
                            + "': give a whole number from "
                            + least
                            + " to "
                            + most);
        }
        return (int) value;
    }

    private static double number(String[] cells, int column) {
        try {
            double value = Double.parseDouble(cells[column]);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Told below, with its column.
        }
        throw new IllegalArgumentException(
                COLUMNS.get(column) + " is '" + cells[column] + "', which is no number");
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
