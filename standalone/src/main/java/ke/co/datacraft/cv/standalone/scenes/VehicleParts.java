package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import ke.co.datacraft.cv.bridge.picture.GlyphFont;

/** What all vehicles have: wheels, lights, plates. */
final class VehicleParts {

    static final Color TYRE = new Color(0x1A1A1C);
    static final Color HUB = new Color(0x9A9DA2);
    static final Color GLASS = new Color(0x2B3742);
    static final Color UNDERBODY = new Color(0x141416);

    private static final Color PLATE = new Color(0xF2F2EC);
    private static final Color HEAD_OFF = new Color(0xD5DADD);
    private static final Color HEAD_ON = new Color(0xFFFBE6);
    private static final Color TAIL_OFF = new Color(0x8E1B1E);
    private static final Color TAIL_ON = new Color(0xFF3B30);
    private static final int RIM = 14;
    private static final double PLATE_WIDTH = 0.62;
    private static final double PLATE_HEIGHT = 0.17;
    private static final double LEAST_LETTERS = 18;
    private static final double LEAST_READABLE = 34;

    private final Brush brush;
    private final Glow glow;
    private final GlyphFont font;

    VehicleParts(Brush brush, Glow glow, GlyphFont font) {
        this.brush = brush;
        this.glow = glow;
        this.font = font;
    }

    Brush brush() {
        return brush;
    }

    /** The wheels of the side that the camera sees, at these distances ahead of the middle. */
    void wheels(Placement placement, double halfWidth, double radius, double... axles) {
        double side = placement.hasOnLeft(brush.camera().position()) ? halfWidth : -halfWidth;
        for (double axle : axles) {
            disc(placement, axle, side, radius, radius * 1.16, UNDERBODY);
            disc(placement, axle, side * 1.005, radius, radius, TYRE);
            disc(placement, axle, side * 1.01, radius, radius * 0.58, HUB);
            disc(placement, axle, side * 1.015, radius, radius * 0.2, TYRE);
        }
    }

    private void disc(
            Placement placement, double ahead, double left, double up, double radius, Color color) {
        Point normal = left > 0 ? placement.left() : placement.left().times(-1);
        brush.surface(color, normal, circle(placement, ahead, left, up, radius));
    }

    /** A circle in a plane along the vehicle. */
    static Point[] circle(
            Placement placement, double ahead, double left, double up, double radius) {
        Point[] rim = new Point[RIM];
        for (int i = 0; i < RIM; i++) {
            double angle = 2 * Math.PI * i / RIM;
            rim[i] =
                    placement.at(
                            ahead + radius * Math.cos(angle),
                            left,
                            Math.max(0.01, up + radius * Math.sin(angle)));
        }
        return rim;
    }

    /** Two lamps on a front, at this height and as far from the edges as they are wide. */
    void headLights(Face front, double bottom, double top, double share) {
        lights(front, bottom, top, share, brush.light().lightsOn() ? HEAD_ON : HEAD_OFF, true);
    }

    /** Two lamps on a rear. */
    void tailLights(Face rear, double bottom, double top, double share, boolean braking) {
        boolean on = braking || brush.light().lightsOn();
        lights(rear, bottom, top, share, on ? TAIL_ON : TAIL_OFF, false);
    }

    private void lights(
            Face face, double bottom, double top, double share, Color color, boolean head) {
        if (!face.isSeenBy(brush.camera())) {
            return;
        }
        boolean own = color == HEAD_ON || color == TAIL_ON;
        for (double left : new double[] {0.03, 0.97 - share}) {
            if (own) {
                face.glowing(brush, color, left, bottom, left + share, top);
                glow.later(face.at(left + share / 2, (bottom + top) / 2), head, facing(face));
            } else {
                face.patch(brush, color, left, bottom, left + share, top);
            }
        }
    }

    /** 1 for a face that looks into the camera, 0 for one seen edge on. */
    private double facing(Face face) {
        Point ray = brush.camera().position().minus(face.leftBottom()).unit();
        return Math.max(0, face.normal().dot(ray));
    }

    /**
     * A plate in the middle of a face.
     *
     * @param up 0..1 of the face's height
     * @return where it is, if it can be read, else null
     */
    PlateSpot plate(Face face, double up, String text) {
        if (!face.isSeenBy(brush.camera())) {
            return null;
        }
        double across = PLATE_WIDTH / face.leftBottom().minus(face.rightBottom()).length() / 2;
        double high = PLATE_HEIGHT / face.leftBottom().minus(face.leftTop()).length() / 2;
        Face plate =
                new Face(
                        face.at(0.5 - across, up - high),
                        face.at(0.5 + across, up - high),
                        face.at(0.5 + across, up + high),
                        face.at(0.5 - across, up + high));
        plate.patch(brush, PLATE, 0, 0, 1, 1);
        Camera.Seen left = brush.camera().see(plate.leftBottom());
        Camera.Seen right = brush.camera().see(plate.rightBottom());
        Camera.Seen top = brush.camera().see(plate.leftTop());
        double pixels = Math.hypot(right.x() - left.x(), right.y() - left.y());
        if (pixels < LEAST_LETTERS) {
            return null;
        }
        brush.fill(letters(text, left, right, top), new Color(0x15151A));
        Rectangle2D bounds =
                brush.camera()
                        .outline(
                                plate.leftBottom(),
                                plate.rightBottom(),
                                plate.rightTop(),
                                plate.leftTop())
                        .getBounds2D();
        return pixels < LEAST_READABLE ? null : new PlateSpot(text, bounds);
    }

    /** A plate is small, so that the perspective within it does not show. */
    private Shape letters(String text, Camera.Seen left, Camera.Seen right, Camera.Seen top) {
        double width = font.width(text, 1);
        AffineTransform place =
                new AffineTransform(
                        right.x() - left.x(),
                        right.y() - left.y(),
                        left.x() - top.x(),
                        left.y() - top.y(),
                        left.x(),
                        left.y());
        place.translate(0.05, -0.16);
        place.scale(0.9 / width, 0.95);
        return place.createTransformedShape(font.outline(text, 1));
    }
}
