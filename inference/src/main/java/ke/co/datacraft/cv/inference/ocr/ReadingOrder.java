package ke.co.datacraft.cv.inference.ocr;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;
import ke.co.datacraft.cv.inference.TextElement;
import ke.co.datacraft.cv.inference.image.DecodedImage;

/**
 * Regions as lines from top to bottom. Regions side by side, such as article and price on a
 * receipt, make one line, read from left to right.
 *
 * @param words in reading order
 * @param lineBoxes one per line
 */
record ReadingOrder(List<TextElement> words, List<BoundingBox> lineBoxes) {

    /** Share of the lower one's height by which two regions must overlap to be one line. */
    private static final float SAME_LINE = 0.5f;

    static ReadingOrder of(List<ReadRegion> regions, DecodedImage image) {
        List<List<ReadRegion>> lines = lines(regions, image);
        List<TextElement> words = new ArrayList<>();
        List<BoundingBox> boxes = new ArrayList<>();
        for (List<ReadRegion> line : lines) {
            line.sort(Comparator.comparingDouble(region -> region.box(image).x()));
            BoundingBox box = line.get(0).box(image);
            for (ReadRegion region : line) {
                words.addAll(region.words(image, boxes.size()));
                box = union(box, region.box(image));
            }
            boxes.add(box);
        }
        return new ReadingOrder(words, boxes);
    }

    private static List<List<ReadRegion>> lines(List<ReadRegion> regions, DecodedImage image) {
        List<ReadRegion> fromTop = new ArrayList<>(regions);
        fromTop.sort(
                Comparator.comparingDouble(
                        region -> region.box(image).y() + region.box(image).height() / 2));
        List<List<ReadRegion>> lines = new ArrayList<>();
        for (ReadRegion region : fromTop) {
            List<ReadRegion> last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
            if (last != null && fits(last, region.box(image), image)) {
                last.add(region);
            } else {
                lines.add(new ArrayList<>(List.of(region)));
            }
        }
        return lines;
    }

    private static boolean fits(List<ReadRegion> line, BoundingBox box, DecodedImage image) {
        return line.stream().map(region -> region.box(image)).allMatch(other -> beside(other, box));
    }

    private static boolean beside(BoundingBox one, BoundingBox other) {
        float overlap =
                Math.min(one.y() + one.height(), other.y() + other.height())
                        - Math.max(one.y(), other.y());
        boolean apart =
                one.x() + one.width() / 2 < other.x() || other.x() + other.width() / 2 < one.x();
        return apart && overlap >= SAME_LINE * Math.max(one.height(), other.height());
    }

    private static BoundingBox union(BoundingBox one, BoundingBox other) {
        float left = Math.min(one.x(), other.x());
        float top = Math.min(one.y(), other.y());
        float right = Math.max(one.x() + one.width(), other.x() + other.width());
        float bottom = Math.max(one.y() + one.height(), other.y() + other.height());
        return new BoundingBox(left, top, right - left, bottom - top);
    }
}
