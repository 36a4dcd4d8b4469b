package ke.co.datacraft.cv.standalone.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.WordRow;
import ke.co.datacraft.cv.standalone.samples.Sample;
import ke.co.datacraft.cv.standalone.samples.SampleKind;

/** Compares rows with what the samples are known to say. */
final class DemoCheck {

    private static final String TESSERACT = "tesseract";

    private DemoCheck() {}

    /**
     * What is missing, in words; nothing when every page of every sample has a row with its size,
     * its text, its words' boxes and its quality.
     *
     * @param words by image id
     */
    static List<String> missing(
            List<Sample> samples, List<PageRow> pages, Map<UUID, List<WordRow>> words) {
        Map<String, PageRow> rows = new HashMap<>();
        pages.forEach(row -> rows.put(row.filename() + "#" + row.page(), row));
        List<String> missing = new ArrayList<>();
        for (Sample sample : samples) {
            for (int page = 0; page < sample.pages().size(); page++) {
                PageRow row = rows.get(sample.name() + "#" + page);
                String where = sample.name() + " page " + (page + 1) + ": ";
                if (row == null) {
                    missing.add(where + "no row");
                } else {
                    List<WordRow> boxes = words.getOrDefault(row.imageId(), List.of());
                    check(sample, page, row, boxes).forEach(fault -> missing.add(where + fault));
                }
            }
        }
        return missing;
    }

    private static List<String> check(Sample sample, int page, PageRow row, List<WordRow> boxes) {
        List<String> faults = new ArrayList<>();
        if (row.quality() == null) {
            faults.add("no quality");
        }
        if (row.text() == null) {
            faults.add("no text row");
            return faults;
        }
        if (boxes.isEmpty()) {
            faults.add("no word boxes");
        }
        if (boxes.stream().anyMatch(box -> !inside(box, row))) {
            faults.add("a word's box lies outside the image");
        }
        double share = TextScore.share(sample.pages().get(page), row.text());
        double expected = expected(sample.kind(), row.engine());
        if (share < expected) {
            faults.add(
                    String.format(
                            java.util.Locale.ROOT,
                            "%.0f %% of its words were read by %s, %.0f %% expected: %s",
                            share * 100,
                            row.engine(),
                            expected * 100,
                            row.text().replace('\n', ' ')));
        }
        return faults;
    }

    private static boolean inside(WordRow box, PageRow row) {
        return box.x() >= -1
                && box.y() >= -1
                && box.x() + box.width() <= row.width() + 1
                && box.y() + box.height() <= row.height() + 1;
    }

    private static double expected(SampleKind kind, String engine) {
        return switch (kind) {
            case DOCUMENT -> TESSERACT.equals(engine) ? 0.85 : 0.6;
            case STREET_SIGN, RECEIPT -> 0.75;
        };
    }
}
