package ke.co.datacraft.cv.bridge.result;

import java.util.List;
import java.util.Locale;
import ke.co.datacraft.cv.contracts.ImageSize;

/** How boxes are written; landmarks and corners are pixels in all of them. */
public enum BoxFormat {
    /** {@code x, y, width, height} in pixels; x and y of the upper left corner. */
    COCO("x", "y", "width", "height"),
    /** {@code x1, y1, x2, y2} in pixels; upper left and lower right corner. */
    XYXY("x1", "y1", "x2", "y2"),
    /** {@code cx, cy, width, height} in pixels; the centre. */
    CXCYWH("cx", "cy", "width", "height"),
    /** {@code x1, y1, x2, y2} as shares of the image's width and height, 0..1. */
    XYXYN("x1", "y1", "x2", "y2");

    private final List<String> columns;

    BoxFormat(String... columns) {
        this.columns = List.of(columns);
    }

    /** The format of this word; {@link #COCO} for null. */
    public static BoxFormat of(String word) {
        return word == null ? COCO : valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** The word on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Names of the four numbers. */
    public List<String> columns() {
        return columns;
    }

    /**
     * @param box {@code [x, y, width, height]} in pixels; null stays null
     * @param image what it lies in
     */
    public List<Double> convert(List<Double> box, ImageSize image) {
        if (box == null || this == COCO) {
            return box;
        }
        double x = box.get(0);
        double y = box.get(1);
        double width = box.get(2);
        double height = box.get(3);
        return switch (this) {
            case COCO -> box;
            case XYXY -> List.of(x, y, x + width, y + height);
            case CXCYWH -> List.of(x + width / 2, y + height / 2, width, height);
            case XYXYN ->
                    List.of(
                            x / image.width(),
                            y / image.height(),
                            (x + width) / image.width(),
                            (y + height) / image.height());
        };
    }
}
