package ke.co.datacraft.cv.standalone.command;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import ke.co.datacraft.cv.contracts.DetectedFace;
import ke.co.datacraft.cv.contracts.DetectedObject;
import ke.co.datacraft.cv.contracts.ImageQuality;
import ke.co.datacraft.cv.contracts.RecognizedText;
import ke.co.datacraft.cv.contracts.TaskResult;

/** Results in few words. */
final class Findings {

    private static final int SHOWN = 6;

    private Findings() {}

    static String of(TaskResult result) {
        if (result.objects() != null) {
            return objects(result.objects());
        }
        if (result.text() != null) {
            return text(result.text());
        }
        if (result.classes() != null) {
            return some(result.classes(), found -> scored(found.label(), found.confidence()));
        }
        if (result.faces() != null) {
            return some(result.faces(), Findings::face);
        }
        if (result.barcodes() != null) {
            return some(result.barcodes(), found -> found.symbology() + " " + found.content());
        }
        if (result.embedding() != null) {
            return "vector of " + result.embedding().size() + " values";
        }
        return result.quality() == null ? "-" : quality(result.quality());
    }

    private static String objects(List<DetectedObject> objects) {
        return some(objects, found -> scored(found.label(), found.confidence()));
    }

    private static <T> String some(List<T> findings, Function<T, String> words) {
        if (findings.isEmpty()) {
            return "nothing";
        }
        String first = findings.stream().limit(SHOWN).map(words).collect(Collectors.joining(", "));
        return findings.size() <= SHOWN ? first : first + ", +" + (findings.size() - SHOWN);
    }

    private static String scored(String label, double confidence) {
        return String.format(Locale.ROOT, "%s %.2f", label, confidence);
    }

    private static String face(DetectedFace face) {
        return String.format(
                Locale.ROOT,
                "face %.2f at %.0f,%.0f",
                face.confidence(),
                face.bbox().get(0),
                face.bbox().get(1));
    }

    private static String text(RecognizedText text) {
        return text.words().isEmpty()
                ? "no text"
                : text.words().size() + " words: " + text.text().replace("\n", " | ");
    }

    private static String quality(ImageQuality quality) {
        return String.format(
                Locale.ROOT,
                "score %.2f, sharpness %.0f, brightness %.2f, contrast %.2f",
                quality.score(),
                quality.sharpness(),
                quality.brightness(),
                quality.contrast());
    }
}
