package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import ke.co.datacraft.cv.standalone.scenes.Block.Level;
import ke.co.datacraft.cv.standalone.scenes.Block.Side;

/** Draws buses: long, with a band of windows, doors and a destination sign. */
final class BusArtist {

    private static final double WHEEL = 0.5;
    private static final Color SIGN = new Color(0xFFB52E);
    private static final Color LIT = new Color(0xF3E3B4);

    private final VehicleParts parts;
    private final Brush brush;

    BusArtist(VehicleParts parts) {
        this.parts = parts;
        this.brush = parts.brush();
    }

    PlateSpot draw(Actor actor) {
        Look look = actor.look();
        Placement place = actor.placement();
        double half = look.length() / 2;
        double side = look.width() / 2;
        new Block(
                        place,
                        new Level(-half + 0.2, half - 0.2, side - 0.1, 0.15),
                        new Level(-half + 0.2, half - 0.2, side - 0.1, 0.5))
                .draw(brush, VehicleParts.UNDERBODY);
        Block body =
                new Block(
                        place,
                        new Level(-half, half, side, 0.36),
                        new Level(-half + 0.06, half - 0.12, side - 0.06, look.height()));
        body.draw(brush, look.paint());
        side(body.side(Side.LEFT), look, true);
        side(body.side(Side.RIGHT), look, false);
        parts.wheels(place, side, WHEEL, -half * 0.55, half * 0.58);
        roof(body.side(Side.TOP), look);
        PlateSpot front = front(body.side(Side.FRONT), look);
        PlateSpot rear = rear(body.side(Side.REAR), actor);
        return front == null ? rear : front;
    }

    private void side(Face face, Look look, boolean left) {
        face.patch(brush, look.accent(), 0, 0.12, 1, 0.22 + 0.1 * look.choice(0, 3));
        int windows = (int) Math.round(look.length() / 1.35);
        for (int i = 0; i < windows; i++) {
            double start = 0.03 + 0.94 * i / windows;
            window(face, start, 0.5, start + 0.86 * 0.94 / windows, 0.86);
        }
        // Doors are on one side only; which one follows the side that traffic keeps to elsewhere.
        if (left == (look.choice(1, 2) == 0)) {
            double front = left ? 0.03 : 0.9;
            window(face, front, 0.03, front + 0.07, 0.84);
            window(face, 0.5, 0.03, 0.58, 0.84);
        }
    }

    private void window(Face face, double left, double bottom, double right, double top) {
        if (brush.light().lampsOn()) {
            Color inside = brush.light().condition() == SceneCondition.NIGHT ? LIT : mixed();
            face.glowing(brush, inside, left, bottom, right, top);
        } else {
            face.patch(brush, VehicleParts.GLASS, left, bottom, right, top);
        }
    }

    private static Color mixed() {
        return new Color(0xA79B80);
    }

    private void roof(Face roof, Look look) {
        roof.patch(brush, look.paint().brighter(), 0.1, 0.3, 0.9, 0.42);
        roof.patch(brush, new Color(0xC9CCCE), 0.25, 0.6, 0.75, 0.78);
    }

    private PlateSpot front(Face front, Look look) {
        front.patch(brush, VehicleParts.GLASS, 0.05, 0.36, 0.95, 0.82);
        front.patch(brush, new Color(0x101114), 0.15, 0.85, 0.85, 0.97);
        front.glowing(brush, SIGN, 0.25, 0.88, 0.75, 0.94);
        front.patch(brush, look.accent(), 0.0, 0.12, 1, 0.2);
        front.patch(brush, VehicleParts.UNDERBODY, 0, 0, 1, 0.06);
        PlateSpot plate = parts.plate(front, 0.08, look.plate());
        parts.headLights(front, 0.08, 0.19, 0.15);
        return plate;
    }

    private PlateSpot rear(Face rear, Actor actor) {
        rear.patch(brush, VehicleParts.GLASS, 0.12, 0.55, 0.88, 0.84);
        rear.patch(brush, actor.look().accent(), 0.1, 0.22, 0.9, 0.44);
        rear.patch(brush, VehicleParts.UNDERBODY, 0, 0, 1, 0.06);
        PlateSpot plate = parts.plate(rear, 0.15, actor.look().plate());
        parts.tailLights(rear, 0.1, 0.26, 0.09, actor.braking());
        return plate;
    }
}
