package ke.co.datacraft.cv.operators.vision;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageQuality;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;
import ke.co.datacraft.cv.inference.Analysis;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.ClassScore;
import ke.co.datacraft.cv.inference.Detection;
import ke.co.datacraft.cv.inference.Face;
import ke.co.datacraft.cv.inference.ImagePoint;
import ke.co.datacraft.cv.inference.ModelIdentity;
import ke.co.datacraft.cv.inference.ReadBarcode;
import ke.co.datacraft.cv.inference.StageTimings;
import ke.co.datacraft.cv.inference.TextElement;

/**
 * From the inference module's types to the contract's; the only class that knows both. Boxes are
 * clipped to the image and have two decimals, confidences four.
 */
final class ResultMapper {

    private static final double NANOS_PER_MILLI = 1e6;

    private ResultMapper() {}

    /**
     * Maps the result of one task.
     *
     * @param planned what made it
     * @param analysis what it found
     * @param size of the image after EXIF rotation
     * @param queuedNanos how long the image waited for a worker
     */
    static TaskResult map(
            PlannedTask planned, Analysis analysis, ImageSize size, long queuedNanos) {
        ModelIdentity identity = planned.model();
        ModelReference model =
                new ModelReference(identity.name(), identity.version(), identity.sha256());
        TaskTimings timings = timings(analysis.timings(), queuedNanos);
        List<DetectedObject> objects = null;
        List<ImageClass> classes = null;
        List<DetectedFace> faces = null;
        List<Barcode> barcodes = null;
        List<Double> embedding = null;
        RecognizedText text = null;
        ImageQuality quality = null;
        // With Java 17 there is no pattern switch over a sealed interface yet.
        if (analysis instanceof Analysis.Objects found) {
            objects = found.detections().stream().map(one -> object(one, size)).toList();
        } else if (analysis instanceof Analysis.Classes found) {
            classes = found.classes().stream().map(ResultMapper::imageClass).toList();
        } else if (analysis instanceof Analysis.Faces found) {
            faces = found.faces().stream().map(one -> face(one, size)).toList();
        } else if (analysis instanceof Analysis.Barcodes found) {
            barcodes = found.barcodes().stream().map(one -> barcode(one, size)).toList();
        } else if (analysis instanceof Analysis.Embedding found) {
            embedding = embedding(found.vector());
        } else if (analysis instanceof Analysis.Text found) {
            text = text(found, size);
        } else if (analysis instanceof Analysis.Quality found) {
            quality = quality(found);
        } else {
            throw new IllegalStateException("No contract for " + analysis.getClass().getName());
        }
        return new TaskResult(
                planned.analyzer().task(),
                null,
                model,
                false,
                timings,
                null,
                objects,
                classes,
                faces,
                barcodes,
                embedding,
                text,
                quality);
    }

    private static TaskTimings timings(StageTimings timings, long queuedNanos) {
        return new TaskTimings(
                millis(queuedNanos + timings.queueNanos()),
                millis(timings.preprocessNanos()),
                millis(timings.computeNanos()),
                millis(timings.postprocessNanos()));
    }

    private static DetectedObject object(Detection detection, ImageSize size) {
        return new DetectedObject(
                printable(detection.label()),
                detection.classId(),
                confidence(detection.confidence()),
                box(detection.box(), size),
                null);
    }

    private static ImageClass imageClass(ClassScore score) {
        return new ImageClass(
                printable(score.label()), score.classId(), confidence(score.confidence()));
    }

    private static DetectedFace face(Face face, ImageSize size) {
        return new DetectedFace(
                confidence(face.confidence()),
                box(face.box(), size),
                places(face.landmarks(), size));
    }

    private static Barcode barcode(ReadBarcode barcode, ImageSize size) {
        return new Barcode(
                barcode.symbology(), printable(barcode.content()), places(barcode.corners(), size));
    }

    private static List<List<Double>> places(List<ImagePoint> points, ImageSize size) {
        return points.stream()
                .map(
                        point ->
                                List.of(
                                        clipped(point.x(), size.width()),
                                        clipped(point.y(), size.height())))
                .toList();
    }

    /** The decimals of the 32-bit numbers, and no more. */
    private static List<Double> embedding(float[] vector) {
        List<Double> values = new ArrayList<>(vector.length);
        for (float value : vector) {
            values.add(Double.parseDouble(Float.toString(value)));
        }
        return values;
    }

    private static RecognizedText text(Analysis.Text found, ImageSize size) {
        List<TextLine> lines =
                found.lines().stream()
                        .map(
                                line ->
                                        new TextLine(
                                                printable(line.text()),
                                                confidence(line.confidence()),
                                                box(line.box(), size)))
                        .toList();
        return new RecognizedText(
                printable(found.text()),
                confidence(found.confidence()),
                found.languages(),
                lines,
                found.words().stream().map(word -> word(word, size)).toList());
    }

    private static TextWord word(TextElement word, ImageSize size) {
        return new TextWord(
                printable(word.text()),
                confidence(word.confidence()),
                box(word.box(), size),
                word.line());
    }

    private static ImageQuality quality(Analysis.Quality found) {
        return new ImageQuality(
                rounded(found.sharpness(), 100),
                rounded(found.brightness(), 10_000),
                rounded(found.contrast(), 10_000),
                rounded(found.underexposed(), 10_000),
                rounded(found.overexposed(), 10_000),
                rounded(found.score(), 10_000));
    }

    /** The box within the image, as {@code [x, y, width, height]}. */
    static List<Double> box(BoundingBox box, ImageSize size) {
        double left = clipped(box.x(), size.width());
        double top = clipped(box.y(), size.height());
        double right = clipped((double) box.x() + box.width(), size.width());
        double bottom = clipped((double) box.y() + box.height(), size.height());
        return List.of(
                left,
                top,
                rounded(Math.max(0, right - left), 100),
                rounded(Math.max(0, bottom - top), 100));
    }

    private static double clipped(double value, int max) {
        return Double.isNaN(value) ? 0 : rounded(Math.max(0, Math.min(max, value)), 100);
    }

    private static double confidence(float value) {
        return Float.isNaN(value) ? 0 : rounded(Math.max(0, Math.min(1, value)), 10_000);
    }

    /** Milliseconds with three decimals. */
    static double millis(long nanos) {
        return rounded(nanos / NANOS_PER_MILLI, 1000);
    }

    private static double rounded(double value, int fraction) {
        return Math.round(value * fraction) / (double) fraction;
    }

    /** PostgreSQL's text holds no NUL character. */
    private static String printable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    }
}
