package ke.co.datacraft.cv.jobs.postgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import ke.co.datacraft.cv.contracts.encryption.EncryptedFields;
import ke.co.datacraft.cv.contracts.encryption.FieldCipher;
import ke.co.datacraft.cv.operators.sink.OcrPageRow;
import ke.co.datacraft.cv.operators.sink.OcrWordRow;

/** Statements that write recognised text, and how pages are bound to them. */
public final class TextStatements {

    /** Writes an {@link OcrPageRow}. */
    public static final String OCR_PAGES =
            Upsert.row(
                    "cv.ocr_pages",
                    "id tenant_id job_id image_id source_id model model_version model_sha256"
                            + " full_text mean_confidence languages word_count line_count"
                            + " lines::jsonb inference_time_ms preprocessing_time_ms"
                            + " postprocessing_time_ms capture_time created_by created_at"
                            + Upsert.STEP_COLUMNS,
                    "created_by created_at");

    /**
     * Writes all words of a {@link TextPage} at once, and removes those that an earlier, longer
     * text of the same page and model left behind.
     */
    public static final String OCR_WORDS =
            "WITH stale AS (DELETE FROM cv.ocr_words WHERE tenant_id = ? AND image_id = ?"
                    + " AND page_id = ? AND word_index >= ?), page AS (SELECT"
                    + " CAST(? AS varchar) AS tenant_id, CAST(? AS uuid) AS job_id,"
                    + " CAST(? AS uuid) AS image_id, CAST(? AS uuid) AS page_id,"
                    + " CAST(? AS timestamptz) AS created_at)"
                    + " INSERT INTO cv.ocr_words (id, tenant_id, job_id, image_id, page_id,"
                    + " word_index, line_index, text, confidence, x, y, width, height, created_at)"
                    + " SELECT w.id, p.tenant_id, p.job_id, p.image_id, p.page_id, w.word,"
                    + " w.line, w.text, w.confidence, w.x, w.y, w.width, w.height, p.created_at"
                    + " FROM page p CROSS JOIN unnest(CAST(? AS uuid[]), CAST(? AS integer[]),"
                    + " CAST(? AS integer[]), CAST(? AS text[]), CAST(? AS float8[]),"
                    + " CAST(? AS float8[]), CAST(? AS float8[]), CAST(? AS float8[]),"
                    + " CAST(? AS float8[]))"
                    + " AS w (id, word, line, text, confidence, x, y, width, height)"
                    + Upsert.onConflict(
                            List.of(
                                    "job_id",
                                    "image_id",
                                    "page_id",
                                    "word_index",
                                    "line_index",
                                    "text",
                                    "confidence",
                                    "x",
                                    "y",
                                    "width",
                                    "height"),
                            "");

    private TextStatements() {}

    /** Binds {@link #OCR_PAGES}. */
    public static void bindPage(PreparedStatement statement, TextPage text, FieldCipher cipher)
            throws SQLException {
        OcrPageRow row = text.page();
        new Parameters(statement)
                .uuid(row.id())
                .text(row.tenantId())
                .uuid(row.jobId())
                .uuid(row.imageId())
                .text(row.sourceId())
                .text(row.model())
                .text(row.modelVersion())
                .text(row.modelSha256())
                .text(
                        cipher.encrypt(
                                EncryptedFields.fullText(row.tenantId(), row.id()), row.fullText()))
                .number(row.meanConfidence())
                .array("text", row.languages().toArray())
                .number(row.wordCount())
                .number(row.lineCount())
                .text(
                        cipher.encryptJson(
                                EncryptedFields.lines(row.tenantId(), row.id()), row.lines()))
                .number(row.inferenceTimeMs())
                .number(row.preprocessingTimeMs())
                .number(row.postprocessingTimeMs())
                .time(row.captureTime())
                .text(row.createdBy())
                .time(row.createdAt())
                .step(row.step());
    }

    /** Binds {@link #OCR_WORDS}. */
    public static void bindWords(PreparedStatement statement, TextPage text, FieldCipher cipher)
            throws SQLException {
        OcrPageRow page = text.page();
        List<OcrWordRow> words = text.words();
        new Parameters(statement)
                .text(page.tenantId())
                .uuid(page.imageId())
                .uuid(page.id())
                .number(words.size())
                .text(page.tenantId())
                .uuid(page.jobId())
                .uuid(page.imageId())
                .uuid(page.id())
                .time(page.createdAt())
                .array("uuid", column(words, OcrWordRow::id))
                .array("int4", column(words, OcrWordRow::wordIndex))
                .array("int4", column(words, OcrWordRow::lineIndex))
                .array(
                        "text",
                        column(
                                words,
                                word ->
                                        cipher.encrypt(
                                                EncryptedFields.word(word.tenantId(), word.id()),
                                                word.text())))
                .array("float8", column(words, OcrWordRow::confidence))
                .array("float8", column(words, OcrWordRow::x))
                .array("float8", column(words, OcrWordRow::y))
                .array("float8", column(words, OcrWordRow::width))
                .array("float8", column(words, OcrWordRow::height));
    }

    private static Object[] column(List<OcrWordRow> words, Function<OcrWordRow, Object> value) {
        return words.stream().map(value).toArray();
    }
}
