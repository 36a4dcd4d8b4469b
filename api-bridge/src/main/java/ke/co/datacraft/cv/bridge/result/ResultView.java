package ke.co.datacraft.cv.bridge.result;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;

/**
 * Which part of results is shown.
 *
 * @param tasks only of these tasks; empty for all
 * @param labels only findings of these classes; faces count as {@code face}, barcodes as their
 *     symbology, and what has no class is left out; empty for all
 * @param minConfidence only findings at least this sure, 0..1; those without confidence stay
 */
public record ResultView(Set<String> tasks, Set<String> labels, double minConfidence) {

    /** Everything. */
    public static final ResultView ALL = new ResultView(Set.of(), Set.of(), 0);

    /** The class that faces count as. */
    public static final String FACE = "face";

    /** Whether results are shown as they are. */
    public boolean isAll() {
        return tasks.isEmpty() && labels.isEmpty() && minConfidence <= 0;
    }

    /** The shown part of a result; the image stays, also when nothing of it is shown. */
    public ImageResult of(ImageResult result) {
        if (isAll()) {
            return result;
        }
        return withTasks(
                result,
                result.tasks().stream()
                        .filter(task -> tasks.isEmpty() || tasks.contains(task.task()))
                        .map(this::of)
                        .filter(Objects::nonNull)
                        .toList());
    }

    /** The result with its boxes written in another way. */
    public static ImageResult withBoxes(ImageResult result, BoxFormat format) {
        if (format == BoxFormat.COCO) {
            return result;
        }
        UnaryOperator<List<Double>> box = b -> format.convert(b, result.image());
        return withTasks(
                result, result.tasks().stream().map(task -> withBoxes(task, box)).toList());
    }

    /** Null for a task whose findings have no classes where classes were asked for. */
    private TaskResult of(TaskResult task) {
        boolean hasLabels =
                task.objects() != null
                        || task.classes() != null
                        || task.faces() != null
                        || task.barcodes() != null;
        if (!labels.isEmpty() && !hasLabels) {
            return null;
        }
        return new TaskResult(
                task.task(),
                task.step(),
                task.model(),
                task.cached(),
                task.timings(),
                task.region(),
                kept(task.objects(), o -> isShown(o.label(), o.confidence())),
                kept(task.classes(), c -> isShown(c.label(), c.confidence())),
                kept(task.faces(), f -> isShown(FACE, f.confidence())),
                kept(task.barcodes(), b -> isShown(b.symbology(), 1)),
                task.embedding(),
                task.text() == null ? null : TextFilter.atLeast(task.text(), minConfidence),
                task.quality());
    }

    private boolean isShown(String label, double confidence) {
        return confidence >= minConfidence && (labels.isEmpty() || labels.contains(label));
    }

    private static <T> List<T> kept(List<T> findings, Predicate<T> condition) {
        return findings == null ? null : findings.stream().filter(condition).toList();
    }

    private static TaskResult withBoxes(TaskResult task, UnaryOperator<List<Double>> box) {
        return new TaskResult(
                task.task(),
                task.step(),
                task.model(),
                task.cached(),
                task.timings(),
                withBoxes(task.region(), box),
                mapped(
                        task.objects(),
                        o ->
                                new DetectedObject(
                                        o.label(),
                                        o.classId(),
                                        o.confidence(),
                                        box.apply(o.bbox()),
                                        o.trackId())),
                task.classes(),
                mapped(
                        task.faces(),
                        f -> new DetectedFace(f.confidence(), box.apply(f.bbox()), f.landmarks())),
                task.barcodes(),
                task.embedding(),
                withBoxes(task.text(), box),
                task.quality());
    }

    private static ResultRegion withBoxes(ResultRegion region, UnaryOperator<List<Double>> box) {
        return region == null
                ? null
                : new ResultRegion(
                        region.step(), region.index(), region.label(), box.apply(region.bbox()));
    }

    private static RecognizedText withBoxes(RecognizedText text, UnaryOperator<List<Double>> box) {
        return text == null
                ? null
                : new RecognizedText(
                        text.text(),
                        text.confidence(),
                        text.languages(),
                        mapped(
                                text.lines(),
                                l -> new TextLine(l.text(), l.confidence(), box.apply(l.bbox()))),
                        mapped(
                                text.words(),
                                w ->
                                        new TextWord(
                                                w.text(),
                                                w.confidence(),
                                                box.apply(w.bbox()),
                                                w.line())));
    }

    private static <T> List<T> mapped(List<T> findings, UnaryOperator<T> change) {
        return findings == null ? null : findings.stream().map(change).toList();
    }

    private static ImageResult withTasks(ImageResult result, List<TaskResult> tasks) {
        return new ImageResult(
                result.schemaVersion(),
                result.imageId(),
                result.tenantId(),
                result.jobId(),
                result.sourceId(),
                result.uri(),
                result.originalFilename(),
                result.page(),
                result.image(),
                result.file(),
                result.captureTime(),
                result.ingestTime(),
                result.processTime(),
                result.createdBy(),
                result.timings(),
                tasks);
    }
}
