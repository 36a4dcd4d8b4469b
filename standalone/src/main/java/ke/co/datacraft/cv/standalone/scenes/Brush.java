package ke.co.datacraft.cv.standalone.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/**
 * Draws surfaces as the camera sees them, into the picture and, under the number of the object that
 * they belong to, into the buffer of ids. Painter's order is the caller's business.
 */
final class Brush {

    private static final Point UP = new Point(0, 0, 1);
    private static final double LEAST_PIXELS = 0.6;

    private final Camera camera;
    private final Light light;
    private final Graphics2D picture;
    private final Graphics2D ids;

    /**
     * @param picture drawn upon
     * @param ids of the type INT_RGB, or null where nobody asks which pixel is whose
     */
    Brush(Camera camera, Light light, BufferedImage picture, BufferedImage ids) {
        this.camera = camera;
        this.light = light;
        this.picture = picture.createGraphics();
        this.picture.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        this.picture.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        this.picture.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        this.ids = ids == null ? null : ids.createGraphics();
        object(0);
    }

    Camera camera() {
        return camera;
    }

    Light light() {
        return light;
    }

    /** For what is not a surface: sky, glows, rain. Not seen in the ids. */
    Graphics2D picture() {
        return picture;
    }

    /** What is drawn from now on belongs to this object; 0 is nobody. */
    void object(int id) {
        if (ids != null) {
            ids.setColor(new Color(id));
        }
    }

    /** A lit polygon. */
    void surface(Color base, Point normal, Point... corners) {
        plain(light.shade(base, normal, corners[0]), corners);
    }

    /** A polygon lying flat. */
    void flat(Color base, Point... corners) {
        surface(base, UP, corners);
    }

    /** A polygon in just this colour. */
    void plain(Color color, Point... corners) {
        Path2D path = camera.outline(corners);
        if (path != null) {
            fill(path, color);
            if (ids != null) {
                ids.fill(path);
            }
        }
    }

    /** A polygon that lies upon something drawn before, so it changes no outline. */
    void detail(Color color, Point... corners) {
        Path2D path = camera.outline(corners);
        if (path != null && isVisible(path)) {
            fill(path, color);
        }
    }

    /** A translucent polygon, not seen in the ids. */
    void veil(Color color, double opacity, Point... corners) {
        detail(translucent(color, opacity), corners);
    }

    /** A rod with round ends. */
    void rod(Color base, Point from, Point to, double radius) {
        Camera.Seen start = camera.see(from);
        Camera.Seen end = camera.see(to);
        double wide = Math.max(0.5, camera.pixels(2 * radius, (start.depth() + end.depth()) / 2));
        Shape line = new Line2D.Double(start.x(), start.y(), end.x(), end.y());
        BasicStroke stroke =
                new BasicStroke((float) wide, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
        picture.setColor(light.shade(base, facing(), from));
        picture.setStroke(stroke);
        picture.draw(line);
        if (ids != null) {
            ids.setStroke(stroke);
            ids.draw(line);
        }
    }

    /** A ball. */
    void ball(Color base, Point centre, double radius) {
        Camera.Seen seen = camera.see(centre);
        double pixels = camera.pixels(radius, seen.depth());
        Shape disc =
                new Ellipse2D.Double(seen.x() - pixels, seen.y() - pixels, 2 * pixels, 2 * pixels);
        fill(disc, light.shade(base, facing(), centre));
        if (ids != null) {
            ids.fill(disc);
        }
    }

    /** Rods and balls are lit as if they faced the camera and the sky. */
    private Point facing() {
        return new Point(0, -0.6, 0.8);
    }

    /** A closed line on a surface, such as a tyre that one sees through. */
    void ring(Color base, double radius, Point... corners) {
        Path2D path = camera.outline(corners);
        if (path == null) {
            return;
        }
        double wide = Math.max(0.6, camera.pixels(2 * radius, camera.depth(corners[0])));
        BasicStroke stroke = new BasicStroke((float) wide);
        picture.setColor(light.shade(base, facing(), corners[0]));
        picture.setStroke(stroke);
        picture.draw(path);
        if (ids != null) {
            ids.setStroke(stroke);
            ids.draw(path);
        }
    }

    /** A shape in pixels. */
    void fill(Shape shape, Color color) {
        picture.setColor(color);
        picture.fill(shape);
    }

    private static boolean isVisible(Path2D path) {
        java.awt.geom.Rectangle2D bounds = path.getBounds2D();
        return bounds.getWidth() > LEAST_PIXELS && bounds.getHeight() > LEAST_PIXELS;
    }

    static Color translucent(Color color, double opacity) {
        return new Color(
                color.getRed(),
                color.getGreen(),
                color.getBlue(),
                (int) Math.round(255 * Math.max(0, Math.min(1, opacity))));
    }

    void finish() {
        picture.dispose();
        if (ids != null) {
            ids.dispose();
        }
    }
}
