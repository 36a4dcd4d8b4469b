package ke.co.datacraft.cv.bridge.picture;

import java.awt.Color;
import java.util.List;

/** Colours of findings: a class has the same one on every picture. */
final class Palette {

    static final Color FACE = new Color(0xF9, 0xA8, 0x25);
    static final Color BARCODE = new Color(0x00, 0x89, 0x7B);
    static final Color WORD = new Color(0xD8, 0x1B, 0x60);
    static final Color LINE = new Color(0x90, 0xA4, 0xAE);

    private static final List<Color> CLASSES =
            List.of(
                    new Color(0x1E, 0x88, 0xE5),
                    new Color(0xE5, 0x39, 0x35),
                    new Color(0x43, 0xA0, 0x47),
                    new Color(0xFB, 0x8C, 0x00),
                    new Color(0x8E, 0x24, 0xAA),
                    new Color(0x00, 0xAC, 0xC1),
                    new Color(0x6D, 0x4C, 0x41),
                    new Color(0x39, 0x49, 0xAB),
                    new Color(0xC0, 0xCA, 0x33),
                    new Color(0xEC, 0x40, 0x7A));

    /** 2 to the power of 32, divided by the golden ratio. */
    private static final int GOLDEN_RATIO = 0x9E3779B9;

    private Palette() {}

    /** Fibonacci hashing: names as alike as car and bus get colours that are not. */
    static Color of(String label) {
        return CLASSES.get((label.hashCode() * GOLDEN_RATIO >>> 16) % CLASSES.size());
    }

    /** Black or white, whichever is read more easily on the colour. */
    static Color textOn(Color color) {
        double brightness =
                0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue();
        return brightness > 150 ? Color.BLACK : Color.WHITE;
    }
}
