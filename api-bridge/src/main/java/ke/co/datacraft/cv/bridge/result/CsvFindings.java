package ke.co.datacraft.cv.bridge.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageQuality;
import ke.co.datacraft.cv.contracts.ImageResult;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TextWord;

/** What was found on an image as lines of a table. */
final class CsvFindings {

    private static final List<Double> NO_BOX = Collections.nCopies(4, null);

    private final BoxFormat boxes;

    CsvFindings(BoxFormat boxes) {
        this.boxes = boxes;
    }

    /**
     * One finding.
     *
     * @param kind what it is: {@code object}, {@code class}, {@code face}, {@code barcode}, {@code
     *     word}, {@code quality} or {@code embedding}
     * @param label its class, or null
     * @param classId index of the class, or null
     * @param confidence 0..1, or null
     * @param box in pixels, or null
     * @param trackId its track, or null
     * @param text what it says, or null
     * @param value a measure, or null
     */
    private record Finding(
            String kind,
            String label,
            Integer classId,
            Double confidence,
            List<Double> box,
            Long trackId,
            String text,
            Double value) {

        private static Finding of(
                String kind, String label, Double confidence, List<Double> box, String text) {
            return new Finding(kind, label, null, confidence, box, null, text, null);
        }

        private static Finding ofClass(ImageClass one) {
            return new Finding(
                    "class", one.label(), one.classId(), one.confidence(), null, null, null, null);
        }
    }

    List<List<Object>> of(ImageResult result) {
        List<List<Object>> lines = new ArrayList<>();
        for (TaskResult task : result.tasks()) {
            List<Finding> findings = findings(task);
            for (int i = 0; i < findings.size(); i++) {
                lines.add(line(result, task, i, findings.get(i)));
            }
        }
        return lines;
    }

    private List<Object> line(ImageResult result, TaskResult task, int index, Finding finding) {
        ResultRegion region = task.region();
        List<Double> box = boxes.convert(finding.box(), result.image());
        List<Object> line =
                new ArrayList<>(
                        Arrays.asList(
                                result.imageId(),
                                result.originalFilename(),
                                result.page(),
                                result.captureTime(),
                                task.task(),
                                task.stepName(),
                                region == null ? null : region.step(),
                                region == null ? null : region.index(),
                                task.model().name(),
                                task.model().version(),
                                index,
                                finding.kind(),
                                finding.label(),
                                finding.classId(),
                                finding.confidence()));
        line.addAll(box == null ? NO_BOX : box);
        line.addAll(Arrays.asList(finding.trackId(), finding.text(), finding.value()));
        return line;
    }

    private static List<Finding> findings(TaskResult task) {
        List<Finding> findings = new ArrayList<>();
        for (DetectedObject one : orNone(task.objects())) {
            findings.add(
                    new Finding(
                            "object",
                            one.label(),
                            one.classId(),
                            one.confidence(),
                            one.bbox(),
                            one.trackId(),
                            null,
                            null));
        }
        for (ImageClass one : orNone(task.classes())) {
            findings.add(Finding.ofClass(one));
        }
        for (DetectedFace one : orNone(task.faces())) {
            findings.add(
                    Finding.of(
                            ResultView.FACE, ResultView.FACE, one.confidence(), one.bbox(), null));
        }
        for (Barcode one : orNone(task.barcodes())) {
            List<Double> box = Corners.bounds(one.corners());
            findings.add(Finding.of("barcode", one.symbology(), null, box, one.content()));
        }
        if (task.text() != null) {
            for (TextWord one : task.text().words()) {
                findings.add(Finding.of("word", null, one.confidence(), one.bbox(), one.text()));
            }
        }
        if (task.quality() != null) {
            qualities(task.quality(), findings);
        }
        if (task.embedding() != null) {
            String vector = ContractCodec.toJson(task.embedding());
            findings.add(Finding.of("embedding", null, null, null, vector));
        }
        return findings;
    }

    private static void qualities(ImageQuality quality, List<Finding> findings) {
        measure("sharpness", quality.sharpness(), findings);
        measure("brightness", quality.brightness(), findings);
        measure("contrast", quality.contrast(), findings);
        measure("underexposed", quality.underexposed(), findings);
        measure("overexposed", quality.overexposed(), findings);
        measure("score", quality.score(), findings);
    }

    private static void measure(String name, double value, List<Finding> findings) {
        findings.add(new Finding("quality", name, null, null, null, null, null, value));
    }

    private static <T> List<T> orNone(List<T> found) {
        return found == null ? List.of() : found;
    }
}
