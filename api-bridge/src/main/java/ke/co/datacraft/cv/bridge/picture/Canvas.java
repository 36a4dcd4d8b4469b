package ke.co.datacraft.cv.bridge.picture;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/** A picture that is drawn with shapes alone. */
public final class Canvas {

    private final GlyphFont font;
    private final BufferedImage image;
    private final Graphics2D graphics;

    /**
     * @param width pixels
     * @param height pixels
     */
    public Canvas(GlyphFont font, int width, int height, Color background) {
        this(font, new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR));
        fill(new Rectangle2D.Double(0, 0, width, height), background);
    }

    /**
     * @param image what is drawn upon
     */
    public Canvas(GlyphFont font, BufferedImage image) {
        this.font = font;
        this.image = image;
        this.graphics = image.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Turns and moves all that is drawn from now on. */
    public void transform(AffineTransform transform) {
        graphics.transform(transform);
    }

    /** A filled shape. */
    public void fill(Shape shape, Color color) {
        graphics.setColor(color);
        graphics.fill(shape);
    }

    /** The border of a shape. */
    public void stroke(Shape shape, Color color, float width) {
        graphics.setColor(color);
        graphics.setStroke(new BasicStroke(width));
        graphics.draw(shape);
    }

    /** A line of text that begins at x, with its baseline at y. */
    public void text(String text, double x, double y, double size, Color color) {
        fill(
                AffineTransform.getTranslateInstance(x, y)
                        .createTransformedShape(font.outline(text, size)),
                color);
    }

    /** A line of text that ends at x, with its baseline at y. */
    public void textRight(String text, double x, double y, double size, Color color) {
        text(text, x - font.width(text, size), y, size, color);
    }

    /** The picture; nothing is drawn after. */
    public BufferedImage finish() {
        graphics.dispose();
        return image;
    }
}
