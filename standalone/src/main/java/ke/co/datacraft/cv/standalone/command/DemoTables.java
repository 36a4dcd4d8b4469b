package ke.co.datacraft.cv.standalone.command;

import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.ObjectRow;
import ke.co.datacraft.cv.standalone.client.ResultDatabase.PageRow;

/** What the demo found, as tables and lines. */
final class DemoTables {

    private DemoTables() {}

    /** One table of streets and one of texts, whichever there are. */
    static void print(List<DemoImage> images, DemoRows rows, PrintWriter out) {
        Map<String, DemoImage.Street> streets = new HashMap<>();
        for (DemoImage image : images) {
            if (image instanceof DemoImage.Street street) {
                streets.put(street.name(), street);
            }
        }
        TextTable streetTable =
                new TextTable(
                        "STREET", "SIZE", "LIGHT", "MODEL", "RIGHT", "QUALITY", "MS", "FOUND");
        TextTable textTable =
                new TextTable(
                        "IMAGE", "PAGE", "FORMAT", "SIZE", "READ BY", "BOXES", "QUALITY", "MS",
                        "TEXT");
        for (PageRow page : rows.pages()) {
            DemoImage.Street street = streets.get(page.filename());
            if (street == null) {
                text(textTable, page, rows);
            } else {
                street(streetTable, page, rows, street);
            }
        }
        if (!streets.isEmpty()) {
            streetTable.print(out);
            out.println();
        }
        if (streets.size() < images.size()) {
            textTable.print(out);
        }
    }

    private static void street(
            TextTable table, PageRow page, DemoRows rows, DemoImage.Street street) {
        List<ObjectRow> objects = rows.objectsOf(page);
        table.add(
                page.filename(),
                page.width() + "x" + page.height(),
                page.imageClass(),
                page.detector(),
                objects == null ? null : StreetCheck.found(street.frame(), objects),
                quality(page),
                page.milliseconds(),
                objects == null ? null : counts(objects));
    }

    private static void text(TextTable table, PageRow page, DemoRows rows) {
        table.add(
                page.filename(),
                page.page() + 1,
                page.format(),
                page.width() + "x" + page.height(),
                page.engine(),
                rows.wordsOf(page).size(),
                quality(page),
                page.milliseconds(),
                excerpt(page.text()));
    }

    private static String quality(PageRow page) {
        return page.quality() == null ? null : String.format(Locale.ROOT, "%.2f", page.quality());
    }

    private static String excerpt(String text) {
        return text == null ? "-" : text.replace("\n", " | ");
    }

    /** Objects by class, the most frequent first: {@code 5 car, 2 bus}. */
    private static String counts(List<ObjectRow> objects) {
        Map<String, Long> counts =
                objects.stream()
                        .collect(
                                Collectors.groupingBy(
                                        ObjectRow::label, TreeMap::new, Collectors.counting()));
        return counts.isEmpty()
                ? "nothing"
                : counts.entrySet().stream()
                        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    /** A page in one line. */
    static String line(PageRow page, DemoRows rows) {
        List<ObjectRow> objects = rows.objectsOf(page);
        return String.format(
                Locale.ROOT,
                "%s page %d, %d ms: %s",
                page.filename(),
                page.page() + 1,
                page.milliseconds(),
                objects == null ? excerpt(page.text()) : counts(objects));
    }
}
