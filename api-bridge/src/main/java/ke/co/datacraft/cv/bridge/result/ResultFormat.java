package ke.co.datacraft.cv.bridge.result;

import java.util.Locale;

/** Forms that the results of a job are told in. */
enum ResultFormat {
    /** The messages of the contract, page by page. */
    JSON("application/json", "json", null),
    /** COCO's format of annotated images, of the whole job. */
    COCO("application/json", "coco.json", new CocoExport()),
    /** A line for each finding, of the whole job. */
    CSV("text/csv;charset=utf-8;header=present", "csv", new CsvExport()),
    /** Text with boxes, of the whole job. */
    HOCR("text/vnd.hocr+html;charset=utf-8", "hocr.html", new HocrExport()),
    /** Text, of the whole job. */
    TEXT("text/plain;charset=utf-8", "txt", new TextExport());

    private final String contentType;
    private final String extension;
    private final ResultExport export;

    ResultFormat(String contentType, String extension, ResultExport export) {
        this.contentType = contentType;
        this.extension = extension;
        this.export = export;
    }

    /** The format of this word. */
    static ResultFormat of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String contentType() {
        return contentType;
    }

    /** Ending of a file, without the dot before it. */
    String extension() {
        return extension;
    }

    /** Writes it; null for pages of JSON. */
    ResultExport export() {
        return export;
    }
}
