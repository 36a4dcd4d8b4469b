package ke.co.datacraft.cv.operators.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DeadLetter;
import ke.co.datacraft.cv.contracts.GoldenSamples;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.JobStatus;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.contracts.TaskResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResultRowsTest {

    private static final ResultDocuments DOCUMENTS = ResultDocuments.of("true");
    private static final ResultDocuments NO_DOCUMENTS = ResultDocuments.of("false");

    private static ImageResult result(String name) throws IOException {
        return ContractCodec.readTrusted(
                GoldenSamples.bytes("results.v1." + name), ImageResult.class);
    }

    /** The same result with every text of it hostile. */
    private static ImageResult hostile(String name) throws IOException {
        String json = new String(GoldenSamples.bytes("results.v1." + name), "UTF-8");
        String bad = "\\u0000\\ud800" + "x".repeat(500);
        String hostile =
                json.replaceAll(
                        "\"(original_filename|created_by|version|name|label|format"
                                + "|color_mode|source_id|text|sha256)\": \"[^\"]*\"",
                        "\"$1\": \"" + bad.replace("\\", "\\\\") + "\"");
        assertThat(hostile).isNotEqualTo(json);
        return ContractCodec.readTrusted(hostile.getBytes("UTF-8"), ImageResult.class);
    }

    @Test
    void imageRowShowsTheImage() throws Exception {
        ImageResult result = result("detection");
        ImageRow row = ResultRows.image(SerializedResult.of(result), DOCUMENTS);

        assertThat(row.id()).isEqualTo(result.imageId());
        assertThat(row.jobId()).isEqualTo(result.jobId());
        assertThat(row.fileHash()).isEqualTo(result.file().sha256());
        assertThat(row.imageDimensions())
                .isEqualTo(
                        "{\"width\":%d,\"height\":%d}"
                                .formatted(result.image().width(), result.image().height()));
        assertThat(row.processingType()).contains("object_detection");
        assertThat(row.confidenceScore())
                .isEqualTo(result.tasks().get(0).objects().get(0).confidence());
        assertThat(row.processingDurationMs())
                .isEqualTo((int) Math.round(result.timings().totalMs()));
    }

    @ParameterizedTest
    @CsvSource({
        "true, detection, true", "true, camera, true",
        "jobs, detection, true", "jobs, camera, false",
        "false, detection, false", "false, camera, false"
    })
    void resultIsKeptWholeWhereTheSettingSaysSo(String kept, String name, boolean expected)
            throws Exception {
        SerializedResult result = SerializedResult.of(result(name));
        String document = ResultRows.image(result, ResultDocuments.of(kept)).resultDocument();

        assertThat(document != null).isEqualTo(expected);
        if (expected) {
            assertThat(document.getBytes("UTF-8")).isEqualTo(result.json());
            assertThat(ContractCodec.readTrusted(document.getBytes("UTF-8"), ImageResult.class))
                    .isEqualTo(result.result());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"detection", "ocr"})
    void documentOfAHostileResultIsTextThatPostgresqlTakes(String name) throws Exception {
        ImageResult result = hostile(name);
        String document = ResultRows.image(SerializedResult.of(result), DOCUMENTS).resultDocument();

        assertThat(SafeText.isStorable(document)).isTrue();
        assertThat(ContractCodec.readTrusted(document.getBytes("UTF-8"), ImageResult.class))
                .isEqualTo(result);
    }

    @Test
    void detectionRowHoldsItsObjectsUnderADerivedKey() throws Exception {
        ImageResult result = result("detection");
        TaskResult task = result.tasks().get(0);
        DetectionRow row = ResultRows.detections(result).get(0);

        assertThat(row.id())
                .isEqualTo(
                        Identifiers.resultId(
                                result.imageId(),
                                task.task(),
                                task.model().name(),
                                task.model().version()));
        assertThat(row.totalObjects()).isEqualTo(task.objects().size()).isPositive();
        assertThat(row.detectedObjects()).isEqualTo(ContractCodec.toJson(task.objects()));
        assertThat(row).isEqualTo(ResultRows.detections(result).get(0));
    }

    @Test
    void nothingFoundIsARowToo() throws Exception {
        List<DetectionRow> rows = ResultRows.detections(result("nothing-found"));
        assertThat(rows)
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.totalObjects()).isZero();
                            assertThat(row.detectedObjects()).isEqualTo("[]");
                            assertThat(row.detectionConfidence()).isZero();
                        });
    }

    @Test
    void wordsBelongToTheirPage() throws Exception {
        ImageResult result = result("ocr");
        OcrPageRow page = ResultRows.ocrPages(result).get(0);
        List<OcrWordRow> words = ResultRows.ocrWords(result);

        assertThat(page.wordCount()).isEqualTo(words.size()).isPositive();
        assertThat(page.fullText()).isEqualTo("Straße 5\n¡Olé!");
        assertThat(page.languages()).containsExactly("deu", "spa");
        assertThat(words).extracting(OcrWordRow::pageId).containsOnly(page.id());
        assertThat(words).extracting(OcrWordRow::id).doesNotHaveDuplicates();
        assertThat(words).extracting(OcrWordRow::wordIndex).isSorted().startsWith(0);
        assertThat(words.get(0).width())
                .isEqualTo(result.tasks().get(0).text().words().get(0).bbox().get(2));
    }

    @Test
    void qualityRowHoldsTheNumbers() throws Exception {
        ImageResult result = result("quality");
        assertThat(ResultRows.qualities(result))
                .singleElement()
                .satisfies(
                        row ->
                                assertThat(row.sharpness())
                                        .isEqualTo(result.tasks().get(0).quality().sharpness()));
        assertThat(ResultRows.detections(result)).isEmpty();
        assertThat(ResultRows.ocrPages(result)).isEmpty();
        assertThat(ResultRows.ocrWords(result)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"detection", "camera", "ocr", "quality", "nothing-found"})
    void hostileTextFitsItsColumns(String name) throws Exception {
        ImageResult result = hostile(name);
        ImageRow image = ResultRows.image(SerializedResult.of(result), NO_DOCUMENTS);

        assertThat(image.originalFilename().length()).isLessThanOrEqualTo(255);
        assertThat(image.createdBy().length()).isLessThanOrEqualTo(100);
        assertThat(image.modelVersion().length()).isLessThanOrEqualTo(20);
        assertThat(image.fileHash().length()).isLessThanOrEqualTo(128);
        String all =
                image
                        + ResultRows.detections(result).toString()
                        + ResultRows.ocrPages(result)
                        + ResultRows.ocrWords(result)
                        + ResultRows.qualities(result);
        assertThat(all).doesNotContain("\0", "\\u0000", "\ud800", "\\ud800", "\\uD800");
    }

    @Test
    void lengthIsCountedInCharactersNotHalves() {
        String faces = "\uD83D\uDE00".repeat(30);
        assertThat(ColumnText.clean(faces, 20)).isEqualTo("\uD83D\uDE00".repeat(20));
        assertThat(ColumnText.clean(faces, 30)).isEqualTo(faces);
        assertThat(ColumnText.clean(null, 3)).isNull();
        assertThat(ColumnText.clean("", 3, "none")).isEqualTo("none");
    }

    @Test
    void numbersAndTimesStayInRange() {
        assertThat(ColumnValues.millis(1e300)).isEqualTo(Integer.MAX_VALUE);
        assertThat(ColumnValues.millis(-3)).isZero();
        assertThat(ColumnValues.millis(Double.NaN)).isZero();
        assertThat(ColumnValues.time(Instant.MAX)).isNull();
        assertThat(ColumnValues.time(Instant.MIN)).isNull();
        assertThat(ColumnValues.time(Instant.EPOCH)).isEqualTo(Instant.EPOCH);
    }

    @Test
    void jobRowShowsTheStatus() throws Exception {
        JobStatus status =
                ContractCodec.readTrusted(
                        GoldenSamples.bytes("job-status.v1.failed"), JobStatus.class);
        JobRow row = JobRows.job(status);
        assertThat(row.id()).isEqualTo(status.jobId());
        assertThat(row.status()).isEqualTo("FAILED");
        assertThat(row.errorMessage()).isEqualTo(status.errorMessage());
        assertThat(row.failedImages()).isEqualTo(status.failed());
        assertThat(row.updatedAt()).isEqualTo(status.updatedAt());
    }

    @Test
    void deadLetterRowHoldsTheRecordInTextThatPostgresqlTakes() throws Exception {
        DeadLetter letter =
                ContractCodec.readTrusted(
                        GoldenSamples.bytes("dead-letters.v1.headers"), DeadLetter.class);
        DeadLetterRow row = JobRows.deadLetter(letter);
        assertThat(row.originalKey()).isEqualTo("/wA=");
        assertThat(row.originalKeyEncoding()).isEqualTo("base64");
        assertThat(row.originalValue()).isEqualTo("/wD+");
        assertThat(row.originalHeaders())
                .isEqualTo(
                        "[{\"name\":\"tenant\",\"value\":\"acme\",\"encoding\":\"utf-8\"},"
                                + "{\"name\":\"digest\",\"value\":\"gQ==\",\"encoding\":\"base64\"},"
                                + "{\"name\":\"digest\"}]");
    }

    @Test
    void deadLetterRowToleratesAnUnknownTenant() throws Exception {
        DeadLetter letter =
                ContractCodec.readTrusted(
                        GoldenSamples.bytes("dead-letters.v1.not-json"), DeadLetter.class);
        DeadLetterRow row = JobRows.deadLetter(letter);
        assertThat(row.id()).isEqualTo(letter.id());
        assertThat(row.tenantId()).isEqualTo(letter.tenantId() == null ? "" : letter.tenantId());
        assertThat(row.reason()).isEqualTo("INVALID_JSON");
        assertThat(row.originOffset()).isEqualTo(letter.origin().offset());
    }
}
