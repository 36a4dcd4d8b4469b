package ke.co.datacraft.cv.bridge.result;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;

/** Writes pages of hOCR one after the other. */
final class HocrPages {

    private final XMLStreamWriter xml;
    private int page;
    private int area;
    private int line;
    private int word;

    HocrPages(XMLStreamWriter xml) {
        this.xml = xml;
    }

    /** The image as a page, where text was looked for on it; each look is an area. */
    void write(ImageResult result) throws XMLStreamException {
        List<TaskResult> texts =
                result.tasks().stream().filter(task -> task.text() != null).toList();
        if (texts.isEmpty()) {
            return;
        }
        List<Double> whole =
                List.of(
                        0.0,
                        0.0,
                        (double) result.image().width(),
                        (double) result.image().height());
        area = 0;
        line = 0;
        word = 0;
        element(
                "div",
                "ocr_page",
                "page_" + (page + 1),
                "image \"%s\"; %s; ppageno %d"
                        .formatted(quoted(result.originalFilename()), box(whole), page));
        for (TaskResult task : texts) {
            area++;
            List<Double> seen = task.region() == null ? whole : task.region().bbox();
            element("div", "ocr_carea", id("block", area), box(seen));
            lines(task.text());
            xml.writeEndElement();
        }
        xml.writeEndElement();
        page++;
    }

    private void lines(RecognizedText text) throws XMLStreamException {
        for (int i = 0; i < text.lines().size(); i++) {
            TextLine one = text.lines().get(i);
            line++;
            element("span", "ocr_line", id("line", line), box(one.bbox()));
            boolean isFirst = true;
            for (TextWord each : text.words()) {
                if (each.line() == i) {
                    if (!isFirst) {
                        xml.writeCharacters(" ");
                    }
                    isFirst = false;
                    word(each);
                }
            }
            xml.writeEndElement();
            xml.writeCharacters("\n");
        }
    }

    private void word(TextWord one) throws XMLStreamException {
        word++;
        element(
                "span",
                "ocrx_word",
                id("word", word),
                box(one.bbox()) + "; x_wconf " + Math.round(100 * one.confidence()));
        xml.writeCharacters(clean(one.text()));
        xml.writeEndElement();
    }

    private void element(String name, String type, String id, String title)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeAttribute("class", type);
        xml.writeAttribute("id", id);
        xml.writeAttribute("title", title);
    }

    private String id(String kind, int number) {
        return kind + "_" + (page + 1) + "_" + number;
    }

    /** Left, top, right and bottom in whole pixels, rounded outwards. */
    private static String box(List<Double> box) {
        return "bbox %d %d %d %d"
                .formatted(
                        (long) Math.floor(box.get(0)),
                        (long) Math.floor(box.get(1)),
                        (long) Math.ceil(box.get(0) + box.get(2)),
                        (long) Math.ceil(box.get(1) + box.get(3)));
    }

    /** Properties are separated by semicolons and names stand in quotation marks. */
    private static String quoted(String name) {
        return clean(name).replaceAll("[\\\\\";\\s]", "_");
    }

    /** Without the characters that XML 1.0 does not know. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().map(HocrPages::known).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static int known(int point) {
        boolean known =
                point == '\t'
                        || point == '\n'
                        || point == '\r'
                        || (point >= 0x20 && point < 0xD800)
                        || (point > 0xDFFF && point < 0xFFFE)
                        || point > 0xFFFF;
        return known ? point : 0xFFFD;
    }
}
