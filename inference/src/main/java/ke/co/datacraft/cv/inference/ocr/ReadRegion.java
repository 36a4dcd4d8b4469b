package ke.co.datacraft.cv.inference.ocr;

import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.image.DecodedImage;
import ke.co.datacraft.cv.inference.opencv.Quadrilateral;

/**
 * A region with what was read in it.
 *
 * @param region in the pixels at hand of the image
 * @param reading its text
 * @param usedShare share of the reading's steps that lie in the region, 0..1
 */
record ReadRegion(Quadrilateral region, CharacterSet.Reading reading, float usedShare) {

    /** The upright box in original pixels. */
    BoundingBox box(DecodedImage image) {
        return region.scaled(image.scaleX(), image.scaleY())
                .bounds(image.originalWidth(), image.originalHeight());
    }

    /**
     * Its words; where each begins and ends is told by the steps at which its characters were seen.
     *
     * @param line number of the line
     */
    List<TextElement> words(DecodedImage image, int line) {
        List<TextElement> words = new ArrayList<>();
        String text = reading.text();
        int begin = 0;
        while (begin < text.length()) {
            if (Character.isWhitespace(text.charAt(begin))) {
                begin++;
                continue;
            }
            int end = begin;
            while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
                end++;
            }
            words.add(word(image, line, begin, end));
            begin = end;
        }
        return words;
    }

    private TextElement word(DecodedImage image, int line, int begin, int end) {
        // Half a step before its first and after its last character.
        float from = begin == 0 ? 0 : share(reading.positions().get(begin) - 0.5f);
        float to =
                end == reading.text().length() ? 1 : share(reading.positions().get(end - 1) + 1.5f);
        BoundingBox box =
                region.part(from, Math.max(from, to))
                        .scaled(image.scaleX(), image.scaleY())
                        .bounds(image.originalWidth(), image.originalHeight());
        return new TextElement(
                reading.text().substring(begin, end), reading.confidence(), box, line);
    }

    private float share(float step) {
        return Math.max(0, Math.min(1, step / (reading.steps() * usedShare)));
    }
}
