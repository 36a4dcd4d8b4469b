package ke.co.datacraft.cv.bridge.picture;

import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * Text as outlines, from a TrueType font on the class path (Liberation Sans, which PDFBox carries).
 * Java's own fonts need libraries and files that a server may lack, and differ between machines.
 */
public final class GlyphFont {

    private static final String RESOURCE =
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    private final TrueTypeFont font;
    private final CmapLookup characters;
    private final double unitsPerEm;
    private final Map<Integer, Path2D> outlines = new ConcurrentHashMap<>();

    private GlyphFont(TrueTypeFont font) throws IOException {
        this.font = font;
        this.characters = font.getUnicodeCmapLookup();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** Loads it. */
    public static GlyphFont load() {
        try (InputStream file = TTFParser.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IOException("no " + RESOURCE + " on the class path");
            }
            return new GlyphFont(new TTFParser().parse(new RandomAccessReadBuffer(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot load the font of pictures", e);
        }
    }

    /**
     * Outline of a line of text.
     *
     * @param text characters that the font has
     * @param size height of an em in pixels
     * @return baseline at y = 0, growing upwards to negative y; begins at x = 0
     */
    public synchronized Shape outline(String text, double size) {
        Path2D line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double scale = size / unitsPerEm;
        double x = 0;
        for (int character : text.codePoints().toArray()) {
            int glyph = glyph(character);
            AffineTransform place = new AffineTransform(scale, 0, 0, -scale, x, 0);
            line.append(outline(glyph).getPathIterator(place), false);
            x += advance(glyph) * scale;
        }
        return line;
    }

    /** Width in pixels of a line of text. */
    public synchronized double width(String text, double size) {
        return text.codePoints().mapToDouble(c -> advance(glyph(c))).sum() * size / unitsPerEm;
    }

    /** The text with a question mark for each character that the font lacks. */
    public synchronized String drawable(String text) {
        StringBuilder drawable = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> characters.getGlyphId(point) == 0 ? '?' : point)
                .forEach(drawable::appendCodePoint);
        return drawable.toString();
    }

    private int glyph(int character) {
        int glyph = characters.getGlyphId(character);
        if (glyph == 0) {
            throw new IllegalArgumentException(
                    "The font has no character U+" + Integer.toHexString(character));
        }
        return glyph;
    }

    private Path2D outline(int glyph) {
        return outlines.computeIfAbsent(
                glyph,
                id -> {
                    try {
                        GlyphData data = font.getGlyph().getGlyph(id);
                        return data == null ? new Path2D.Double() : data.getPath();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    private double advance(int glyph) {
        try {
            return font.getAdvanceWidth(glyph);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
