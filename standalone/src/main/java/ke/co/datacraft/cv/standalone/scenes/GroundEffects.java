package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.awt.geom.Area;
import java.awt.geom.Path2D;

/** What actors do to the ground around them: shadows, beams of light, mirror images in the wet. */
final class GroundEffects {

    private static final Color SHADE = new Color(0x08090C);
    private static final Color BEAM = new Color(0xFFF2CC);
    private static final double LONGEST_SHADOW = 2.6;

    private final Brush brush;

    GroundEffects(Brush brush) {
        this.brush = brush;
    }

    void draw(Actor actor) {
        if (brush.light().condition() == SceneCondition.RAIN) {
            mirror(actor);
        }
        contact(actor);
        if (brush.light().shadow() > 0) {
            shadow(actor);
        }
        if (brush.light().lampsOn() && isMotorVehicle(actor.look().kind())) {
            beam(actor);
        }
    }

    private static boolean isMotorVehicle(ObjectKind kind) {
        return switch (kind) {
            case CAR, LORRY, BUS, MOTORCYCLE -> true;
            case BICYCLE, PEDESTRIAN -> false;
        };
    }

    private static Point[] footprint(Actor actor, double margin) {
        double half = actor.look().length() / 2 + margin;
        double side = actor.look().width() / 2 + margin;
        Placement place = actor.placement();
        return new Point[] {
            place.at(-half, side, 0),
            place.at(-half, -side, 0),
            place.at(half, -side, 0),
            place.at(half, side, 0)
        };
    }

    /** Little light reaches the ground below a vehicle. */
    private void contact(Actor actor) {
        double opacity = isMotorVehicle(actor.look().kind()) ? 0.22 : 0.12;
        brush.veil(SHADE, opacity, footprint(actor, 0.14));
        brush.veil(SHADE, opacity, footprint(actor, 0.0));
    }

    private void shadow(Actor actor) {
        Point sun = brush.light().sun();
        double body = actor.look().kind() == ObjectKind.PEDESTRIAN ? 0.72 : 0.92;
        double reach = Math.min(LONGEST_SHADOW, 1 / Math.max(0.1, sun.z()));
        Point shift = new Point(-sun.x(), -sun.y(), 0).times(actor.look().height() * body * reach);
        Point[] near = footprint(actor, -0.05);
        Area area = new Area();
        add(area, near);
        Point[] far = new Point[near.length];
        for (int i = 0; i < near.length; i++) {
            far[i] = near[i].plus(shift);
        }
        add(area, far);
        for (int i = 0; i < near.length; i++) {
            int next = (i + 1) % near.length;
            add(area, near[i], near[next], far[next], far[i]);
        }
        brush.fill(area, Brush.translucent(SHADE, brush.light().shadow()));
    }

    private void add(Area area, Point... polygon) {
        Path2D path = brush.camera().outline(polygon);
        if (path != null) {
            area.add(new Area(path));
        }
    }

    private void beam(Actor actor) {
        double half = actor.look().length() / 2;
        double side = actor.look().width() / 2;
        Placement place = actor.placement();
        double strength = 0.11 * brush.light().glow();
        for (double reach = 4; reach <= 10; reach += 3) {
            brush.veil(
                    BEAM,
                    strength,
                    place.at(half, side * 0.9, 0),
                    place.at(half, -side * 0.9, 0),
                    place.at(half + reach, -side - 0.16 * reach, 0),
                    place.at(half + reach, side + 0.16 * reach, 0));
        }
    }

    /** The sides that the camera sees, upside down and faint. */
    private void mirror(Actor actor) {
        double deep = -actor.look().height() * 0.75;
        Point[] feet = footprint(actor, -0.05);
        Color paint = actor.look().paint();
        for (int i = 0; i < feet.length; i++) {
            Point one = feet[i];
            Point other = feet[(i + 1) % feet.length];
            Point down = new Point(0, 0, deep);
            Point outward = other.minus(one).cross(new Point(0, 0, 1));
            if (outward.dot(brush.camera().position().minus(one)) > 0) {
                Color shown = brush.light().shade(paint, new Point(0, 0, 1), one);
                brush.veil(shown, 0.24, one, other, other.plus(down), one.plus(down));
            }
        }
    }
}
