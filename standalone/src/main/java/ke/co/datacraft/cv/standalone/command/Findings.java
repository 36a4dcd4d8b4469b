package ke.co.datacraft.cv.standalone.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
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
        return result.quality() == null ? "-" : quality(result.quality());
    }

    private static String objects(List<DetectedObject> objects) {
        if (objects.isEmpty()) {
            return "nothing";
        }
        String first =
                objects.stream()
                        .limit(SHOWN)
                        .map(o -> String.format(Locale.ROOT, "%s %.2f", o.label(), o.confidence()))
                        .collect(Collectors.joining(", "));
        return objects.size() <= SHOWN ? first : first + ", +" + (objects.size() - SHOWN);
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
