package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import ke.co.datacraft.cv.standalone.scenes.Block.Level;
import ke.co.datacraft.cv.standalone.scenes.Block.Side;

/** Draws cars: saloons, hatchbacks, estates and off-roaders. */
final class CarArtist {

    private static final double WHEEL = 0.32;

    private final VehicleParts parts;
    private final Brush brush;

    CarArtist(VehicleParts parts) {
        this.parts = parts;
        this.brush = parts.brush();
    }

    /** Where the cabin stands upon the body, as shares of half the length. */
    private record Cabin(double rear, double front, double roofRear, double roofFront) {}

    private static Cabin cabin(int shape) {
        return switch (shape) {
            case 0 -> new Cabin(-0.72, 0.42, -0.45, 0.08);
            case 1 -> new Cabin(-0.97, 0.40, -0.72, 0.05);
            case 2 -> new Cabin(-0.98, 0.42, -0.90, 0.10);
            default -> new Cabin(-0.97, 0.52, -0.93, 0.22);
        };
    }

    PlateSpot draw(Actor actor) {
        Look look = actor.look();
        Placement place = actor.placement();
        double half = look.length() / 2;
        double side = look.width() / 2;
        double belt = look.height() * 0.56;
        new Block(
                        place,
                        new Level(-half + 0.15, half - 0.15, side - 0.05, 0.12),
                        new Level(-half + 0.1, half - 0.1, side - 0.02, 0.36))
                .draw(brush, VehicleParts.UNDERBODY);
        Block body =
                new Block(
                        place,
                        new Level(-half, half, side, 0.30),
                        new Level(-half + 0.05, half - 0.12, side - 0.04, belt));
        body.draw(brush, look.paint());
        sides(body, look);
        PlateSpot front = front(body, look);
        PlateSpot rear = rear(body, actor);
        parts.wheels(place, side, WHEEL, -half * 0.6, half * 0.62);
        cabin(place, look, half, side, belt);
        return front == null ? rear : front;
    }

    private void sides(Block body, Look look) {
        Color line = look.paint().darker();
        for (Side side : new Side[] {Side.LEFT, Side.RIGHT}) {
            Face face = body.side(side);
            face.patch(brush, line, 0.02, 0.0, 0.98, 0.14);
            face.patch(brush, line, 0.49, 0.1, 0.497, 1);
            face.patch(brush, line, 0.30, 0.62, 0.36, 0.68);
            face.patch(brush, line, 0.60, 0.62, 0.66, 0.68);
        }
    }

    private PlateSpot front(Block body, Look look) {
        Face front = body.side(Side.FRONT);
        front.patch(brush, look.accent(), 0.24, 0.42, 0.76, 0.72);
        front.patch(brush, VehicleParts.UNDERBODY, 0.08, 0.0, 0.92, 0.16);
        PlateSpot plate = parts.plate(front, 0.28, look.plate());
        parts.headLights(front, 0.55, 0.88, 0.19);
        return plate;
    }

    private PlateSpot rear(Block body, Actor actor) {
        Face rear = body.side(Side.REAR);
        rear.patch(brush, VehicleParts.UNDERBODY, 0.08, 0.0, 0.92, 0.18);
        PlateSpot plate = parts.plate(rear, 0.46, actor.look().plate());
        parts.tailLights(rear, 0.58, 0.92, 0.16, actor.braking());
        return plate;
    }

    private void cabin(Placement place, Look look, double half, double side, double belt) {
        Cabin cabin = cabin(look.choice(0, 4));
        Block glass =
                new Block(
                        place,
                        new Level(cabin.rear() * half, cabin.front() * half, side - 0.06, belt),
                        new Level(
                                cabin.roofRear() * half,
                                cabin.roofFront() * half,
                                side - 0.2,
                                look.height()));
        glass.draw(brush, look.paint());
        for (Side at : new Side[] {Side.LEFT, Side.RIGHT}) {
            Face face = glass.side(at);
            face.patch(brush, VehicleParts.GLASS, 0.07, 0.12, 0.47, 0.86);
            face.patch(brush, VehicleParts.GLASS, 0.53, 0.12, 0.93, 0.86);
        }
        glass.side(Side.FRONT).patch(brush, VehicleParts.GLASS, 0.06, 0.06, 0.94, 0.9);
        glass.side(Side.REAR).patch(brush, VehicleParts.GLASS, 0.08, 0.12, 0.92, 0.88);
        if (look.choice(1, 8) == 0) {
            Block sign =
                    new Block(
                            place,
                            new Level(-0.12, 0.12, 0.3, look.height()),
                            new Level(-0.1, 0.1, 0.27, look.height() + 0.16));
            sign.draw(brush, new Color(0xE8C23A));
        }
    }
}
