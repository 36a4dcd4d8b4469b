package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractException;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ReasonCode;
import ke.co.datacraft.cv.contracts.SafeText;
import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * What a result must hold to be analysed. Results are ours and read without the checks of what
 * comes from outside; but a number that is none would spoil all that is known of a source, and a
 * text that PostgreSQL refuses would stop the job for good.
 */
final class FrameChecks {

    static final int MAX_LABEL = 255;
    static final int MAX_TENANT = 100;
    static final int MAX_URI = 8192;

    /** Pixels from the picture's corner; boxes may reach out of the picture. */
    private static final double MAX_PIXELS = 1e6;

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private FrameChecks() {}

    static <T> T present(String field, T value) throws ContractException {
        if (value == null) {
            throw new ContractException(
                    ReasonCode.INVALID_FIELD, "The result of a source lacks " + field);
        }
        return value;
    }

    static String text(String field, String value, int max) throws ContractException {
        present(field, value);
        if (value.isEmpty() || value.length() > max || !isPlain(value)) {
            throw wrong(
                    field, SafeText.shorten(value, 80), "1 to " + max + " printable characters");
        }
        return value;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (Character.isISOControl(letter)) {
                return false;
            }
            if (Character.isSurrogate(letter)) {
                return !SafeText.hasControls(text) && SafeText.isStorable(text);
            }
        }
        return true;
    }

    static long millis(Instant time) throws ContractException {
        present("capture_time", time);
        if (time.isBefore(FIRST) || time.isAfter(LAST)) {
            throw wrong("capture_time", time, "a time from 1970 to 9999");
        }
        return time.toEpochMilli();
    }

    static ImageSize image(ImageSize image) throws ContractException {
        present("image", image);
        if (image.width() < 1 || image.height() < 1) {
            throw wrong("image", image, "a size of at least one pixel");
        }
        return image;
    }

    static float confidence(double confidence) throws ContractException {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw wrong("confidence", confidence, "0 to 1");
        }
        return (float) confidence;
    }

    static BoundingBox box(List<Double> box) throws ContractException {
        if (box == null || box.size() != 4 || box.stream().anyMatch(FrameChecks::isNoPixel)) {
            throw wrong("bbox", box, "[x, y, width, height] in pixels");
        }
        if (box.get(2) < 0 || box.get(3) < 0) {
            throw wrong("bbox", box, "a width and height from 0 on");
        }
        return new BoundingBox(
                box.get(0).floatValue(),
                box.get(1).floatValue(),
                box.get(2).floatValue(),
                box.get(3).floatValue());
    }

    private static boolean isNoPixel(Double pixels) {
        return pixels == null || !(Math.abs(pixels) <= MAX_PIXELS);
    }

    private static ContractException wrong(String field, Object value, String cure) {
        return new ContractException(
                ReasonCode.INVALID_FIELD,
                field + " of a source's result is " + value + "; give " + cure);
    }
}
