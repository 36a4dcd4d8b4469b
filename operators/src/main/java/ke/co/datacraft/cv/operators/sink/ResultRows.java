package ke.co.datacraft.cv.operators.sink;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.Identifiers;
import ke.co.datacraft.cv.contracts.ImageQuality;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;

/**
 * Images, objects, text and quality as rows of their tables. Keys derive from image, task and
 * model, so that a result that is written again replaces itself; every text fits its column.
 */
public final class ResultRows {

    private ResultRows() {}

    /**
     * The image or page itself.
     *
     * @param serialized its result
     * @param documents whether the row holds the result whole
     */
    public static ImageRow image(SerializedResult serialized, ResultDocuments documents) {
        ImageResult result = serialized.result();
        TaskResult first = result.tasks().isEmpty() ? null : result.tasks().get(0);
        return new ImageRow(
                result.imageId(),
                result.jobId(),
                ColumnText.clean(result.originalFilename(), 255, "unnamed"),
                ColumnText.clean(result.uri()),
                result.file().sizeBytes(),
                ColumnText.clean(result.file().sha256(), 128),
                ContractCodec.toJson(result.image()),
                ColumnText.clean(result.file().format(), 20),
                ColumnText.clean(result.file().colorMode(), 20),
                ColumnText.clean(
                        result.tasks().stream()
                                .map(TaskResult::task)
                                .collect(Collectors.joining(",")),
                        50),
                confidence(result),
                ColumnValues.millis(result.timings().totalMs()),
                first == null ? null : ColumnText.clean(first.model().name(), 100),
                first == null ? null : ColumnText.clean(first.model().version(), 20),
                ColumnText.clean(result.tenantId(), 100),
                createdBy(result),
                ColumnValues.time(result.processTime()),
                ColumnText.clean(result.sourceId(), 255),
                result.page(),
                result.file().pageCount(),
                ColumnValues.time(result.captureTime()),
                ColumnValues.time(result.ingestTime()),
                documents.document(serialized),
                result.traceparent());
    }

    /** One row per task that detects objects, also when it found none. */
    public static List<DetectionRow> detections(ImageResult result) {
        return tasks(result, task -> task.objects() != null)
                .map(task -> detection(result, task))
                .toList();
    }

    /** One row per task that reads text, also when there is none. */
    public static List<OcrPageRow> ocrPages(ImageResult result) {
        return tasks(result, task -> task.text() != null)
                .map(task -> ocrPage(result, task))
                .toList();
    }

    /** One row per word. */
    public static List<OcrWordRow> ocrWords(ImageResult result) {
        List<OcrWordRow> rows = new ArrayList<>();
        tasks(result, task -> task.text() != null)
                .forEach(
                        task -> {
                            List<TextWord> words = task.text().words();
                            for (int i = 0; i < words.size(); i++) {
                                rows.add(ocrWord(result, id(result, task), words.get(i), i));
                            }
                        });
        return rows;
    }

    /** One row per task that judges quality. */
    public static List<QualityRow> qualities(ImageResult result) {
        return tasks(result, task -> task.quality() != null)
                .map(task -> quality(result, task))
                .toList();
    }

    private static DetectionRow detection(ImageResult result, TaskResult task) {
        ModelReference model = task.model();
        return new DetectionRow(
                id(result, task),
                result.jobId(),
                result.imageId(),
                ColumnText.clean(model.name(), 100),
                ColumnText.clean(model.version(), 20, "0"),
                ContractCodec.toJson(
                        task.objects().stream()
                                .map(
                                        found ->
                                                new DetectedObject(
                                                        ColumnText.clean(found.label()),
                                                        found.classId(),
                                                        found.confidence(),
                                                        found.bbox(),
                                                        found.trackId()))
                                .toList()),
                task.objects().size(),
                highest(task.objects()),
                ColumnValues.millis(task.timings().inferenceMs()),
                ColumnValues.millis(task.timings().preprocessMs()),
                ColumnValues.millis(task.timings().postprocessMs()),
                ContractCodec.toJson(result.image()),
                ColumnText.clean(result.tenantId(), 100),
                createdBy(result),
                ColumnValues.time(result.processTime()),
                ColumnText.clean(task.task(), 50),
                ColumnText.clean(model.sha256(), 64),
                ColumnText.clean(result.sourceId(), 255),
                ColumnValues.time(result.captureTime()),
                StepColumns.of(task));
    }

    private static OcrPageRow ocrPage(ImageResult result, TaskResult task) {
        RecognizedText text = task.text();
        return new OcrPageRow(
                id(result, task),
                result.jobId(),
                result.imageId(),
                ColumnText.clean(result.sourceId(), 255),
                ColumnText.clean(task.model().name(), 100),
                ColumnText.clean(task.model().version(), 20, "0"),
                ColumnText.clean(task.model().sha256(), 64),
                ColumnText.clean(text.text()),
                text.confidence(),
                text.languages().stream().map(ColumnText::clean).toList(),
                text.words().size(),
                text.lines().size(),
                ContractCodec.toJson(
                        text.lines().stream()
                                .map(
                                        line ->
                                                new TextLine(
                                                        ColumnText.clean(line.text()),
                                                        line.confidence(),
                                                        line.bbox()))
                                .toList()),
                ColumnValues.millis(task.timings().inferenceMs()),
                ColumnValues.millis(task.timings().preprocessMs()),
                ColumnValues.millis(task.timings().postprocessMs()),
                ColumnValues.time(result.captureTime()),
                ColumnText.clean(result.tenantId(), 100),
                createdBy(result),
                ColumnValues.time(result.processTime()),
                StepColumns.of(task));
    }

    private static OcrWordRow ocrWord(ImageResult result, UUID pageId, TextWord word, int index) {
        return new OcrWordRow(
                Identifiers.nameBased("word", pageId.toString(), Integer.toString(index)),
                result.jobId(),
                result.imageId(),
                pageId,
                index,
                word.line(),
                ColumnText.clean(word.text()),
                word.confidence(),
                word.bbox().get(0),
                word.bbox().get(1),
                word.bbox().get(2),
                word.bbox().get(3),
                ColumnText.clean(result.tenantId(), 100),
                ColumnValues.time(result.processTime()));
    }

    private static QualityRow quality(ImageResult result, TaskResult task) {
        ImageQuality quality = task.quality();
        return new QualityRow(
                id(result, task),
                result.jobId(),
                result.imageId(),
                ColumnText.clean(result.sourceId(), 255),
                ColumnText.clean(task.model().name(), 100),
                ColumnText.clean(task.model().version(), 20, "0"),
                quality.sharpness(),
                quality.brightness(),
                quality.contrast(),
                quality.underexposed(),
                quality.overexposed(),
                quality.score(),
                ColumnValues.millis(task.timings().inferenceMs()),
                ColumnValues.millis(task.timings().preprocessMs()),
                ColumnValues.millis(task.timings().postprocessMs()),
                ColumnValues.time(result.captureTime()),
                ColumnText.clean(result.tenantId(), 100),
                createdBy(result),
                ColumnValues.time(result.processTime()),
                StepColumns.of(task));
    }

    private static Stream<TaskResult> tasks(ImageResult result, Predicate<TaskResult> kind) {
        return result.tasks().stream().filter(kind);
    }

    private static UUID id(ImageResult result, TaskResult task) {
        return Identifiers.resultId(result.imageId(), task);
    }

    private static String createdBy(ImageResult result) {
        return ColumnText.clean(result.createdBy(), 100, "unknown");
    }

    private static Double confidence(ImageResult result) {
        for (TaskResult task : result.tasks()) {
            if (task.objects() != null && !task.objects().isEmpty()) {
                return highest(task.objects());
            }
            if (task.text() != null && !task.text().words().isEmpty()) {
                return task.text().confidence();
            }
            if (task.classes() != null && !task.classes().isEmpty()) {
                return task.classes().get(0).confidence();
            }
            if (task.faces() != null && !task.faces().isEmpty()) {
                return task.faces().get(0).confidence();
            }
        }
        return null;
    }

    private static double highest(List<DetectedObject> objects) {
        return objects.stream().mapToDouble(DetectedObject::confidence).max().orElse(0);
    }
}
