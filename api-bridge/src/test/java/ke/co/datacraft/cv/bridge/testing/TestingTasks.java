package ke.co.datacraft.cv.bridge.testing;

import java.util.List;
import java.util.stream.IntStream;
import ke.co.datacraft.cv.contracts.Barcode;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageClass;
import ke.co.datacraft.cv.contracts.ImageQuality;
import ke.co.datacraft.cv.contracts.ModelReference;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.ResultRegion;
import ke.co.datacraft.cv.contracts.TaskResult;
import ke.co.datacraft.cv.contracts.TaskTimings;
import ke.co.datacraft.cv.contracts.Tasks;
import ke.co.datacraft.cv.contracts.TextLine;
import ke.co.datacraft.cv.contracts.TextWord;

/** Results of tasks. */
public final class TestingTasks {

    private static final TaskTimings TIMINGS = new TaskTimings(0, 1, 2, 3);

    private TestingTasks() {}

    /** What an object detector found. */
    public static TaskResult objects(DetectedObject... found) {
        return task(Tasks.OBJECT_DETECTION, null, List.of(found), null, null, null, null, null);
    }

    /** One object. */
    public static DetectedObject object(
            String label, int classId, double confidence, double... box) {
        return new DetectedObject(label, classId, confidence, list(box), null);
    }

    /** One face with five landmarks around the middle of its box. */
    public static TaskResult face(double confidence, double... box) {
        double x = box[0] + box[2] / 2;
        double y = box[1] + box[3] / 2;
        List<List<Double>> landmarks =
                List.of(
                        List.of(x - 5, y - 5),
                        List.of(x + 5, y - 5),
                        List.of(x, y),
                        List.of(x - 5, y + 5),
                        List.of(x + 5, y + 5));
        DetectedFace face = new DetectedFace(confidence, list(box), landmarks);
        return task(Tasks.FACE_DETECTION, null, null, null, List.of(face), null, null, null);
    }

    /** One barcode with its corners one after the other. */
    public static TaskResult barcode(String symbology, String content, double... corners) {
        List<List<Double>> places =
                IntStream.range(0, corners.length / 2)
                        .mapToObj(i -> List.of(corners[2 * i], corners[2 * i + 1]))
                        .toList();
        Barcode barcode = new Barcode(symbology, content, places);
        return task(Tasks.BARCODE, null, null, null, null, List.of(barcode), null, null);
    }

    /** Classes, the best first. */
    public static TaskResult classes(ImageClass... classes) {
        return task(
                Tasks.IMAGE_CLASSIFICATION, null, null, List.of(classes), null, null, null, null);
    }

    /** Text, each word 40 x 10 pixels, lines 20 apart; confidence 0.9, from the second word 0.5. */
    public static TaskResult text(ResultRegion region, String... lines) {
        List<TextLine> found = new java.util.ArrayList<>();
        List<TextWord> words = new java.util.ArrayList<>();
        for (int i = 0; i < lines.length; i++) {
            String[] parts = lines[i].split(" ");
            double y = 20.0 * i;
            found.add(new TextLine(lines[i], 0.7, List.of(0.0, y, 50.0 * parts.length, 10.0)));
            for (int j = 0; j < parts.length; j++) {
                words.add(
                        new TextWord(
                                parts[j], j == 0 ? 0.9 : 0.5, List.of(50.0 * j, y, 40.0, 10.0), i));
            }
        }
        RecognizedText text =
                new RecognizedText(String.join("\n", lines), 0.7, List.of("eng"), found, words);
        return task(Tasks.OCR, region, null, null, null, null, text, null);
    }

    /** How good the picture is. */
    public static TaskResult quality() {
        ImageQuality quality = new ImageQuality(120, 0.5, 0.25, 0.01, 0.02, 0.8);
        return task(Tasks.QUALITY, null, null, null, null, null, null, quality);
    }

    private static TaskResult task(
            String name,
            ResultRegion region,
            List<DetectedObject> objects,
            List<ImageClass> classes,
            List<DetectedFace> faces,
            List<Barcode> barcodes,
            RecognizedText text,
            ImageQuality quality) {
        return new TaskResult(
                name,
                null,
                new ModelReference("model-of-" + name, "1.0.0", null),
                false,
                TIMINGS,
                region,
                objects,
                classes,
                faces,
                barcodes,
                null,
                text,
                quality);
    }

    private static List<Double> list(double[] values) {
        return java.util.Arrays.stream(values).boxed().toList();
    }
}
