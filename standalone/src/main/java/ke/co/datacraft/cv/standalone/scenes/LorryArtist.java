package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import ke.co.datacraft.cv.standalone.scenes.Block.Level;
import ke.co.datacraft.cv.standalone.scenes.Block.Side;

/** Draws lorries: a cab and, behind it, a box, a tarpaulin or an open load. */
final class LorryArtist {

    private static final double WHEEL = 0.48;
    private static final double CAB = 1.9;

    private final VehicleParts parts;
    private final Brush brush;

    LorryArtist(VehicleParts parts) {
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
                        new Level(-half, half - 0.2, side * 0.72, 0.45),
                        new Level(-half, half - 0.2, side * 0.72, 0.95))
                .draw(brush, VehicleParts.UNDERBODY);
        parts.wheels(place, side, WHEEL, -half * 0.72, -half * 0.72 + 1.1, half - 1.25);
        boolean cabNearer = place.forwardTo(brush.camera().position()) > half - CAB - 0.1;
        PlateSpot rear = null;
        PlateSpot front = null;
        if (cabNearer) {
            rear = cargo(actor, half, side);
            front = cab(look, place, half, side);
        } else {
            front = cab(look, place, half, side);
            rear = cargo(actor, half, side);
        }
        return front == null ? rear : front;
    }

    private PlateSpot cab(Look look, Placement place, double half, double side) {
        double height = Math.min(look.height() - 0.25, 2.75);
        Block cab =
                new Block(
                        place,
                        new Level(half - CAB, half, side - 0.05, 0.5),
                        new Level(half - CAB, half - 0.12, side - 0.1, height));
        cab.draw(brush, look.paint());
        Face front = cab.side(Side.FRONT);
        front.patch(brush, VehicleParts.GLASS, 0.07, 0.52, 0.93, 0.88);
        front.patch(brush, new Color(0x2A2B2E), 0.22, 0.2, 0.78, 0.42);
        front.patch(brush, VehicleParts.UNDERBODY, 0.02, 0.0, 0.98, 0.1);
        PlateSpot plate = parts.plate(front, 0.06, look.plate());
        parts.headLights(front, 0.1, 0.21, 0.16);
        for (Side at : new Side[] {Side.LEFT, Side.RIGHT}) {
            Face face = cab.side(at);
            face.patch(brush, VehicleParts.GLASS, 0.18, 0.55, 0.82, 0.86);
            face.patch(brush, look.paint().darker(), 0.1, 0.1, 0.9, 0.13);
        }
        return plate;
    }

    private PlateSpot cargo(Actor actor, double half, double side) {
        Look look = actor.look();
        boolean open = look.choice(0, 4) == 0;
        double front = half - CAB - 0.12;
        double top = open ? 1.9 : look.height();
        Level floor = new Level(-half, front, side, 0.9);
        Block box = new Block(actor.placement(), floor, new Level(-half, front, side, top));
        box.draw(brush, look.accent());
        if (open) {
            new Block(
                            actor.placement(),
                            new Level(-half + 0.2, front - 0.2, side - 0.15, 1.9),
                            new Level(-half + 1.1, front - 1.2, side - 0.8, look.height() - 0.4))
                    .draw(brush, new Color(0xA08A62));
        }
        for (Side at : new Side[] {Side.LEFT, Side.RIGHT}) {
            Face face = box.side(at);
            decorate(face, look, open);
        }
        Face rear = box.side(Side.REAR);
        Color seam = look.accent().darker();
        rear.patch(brush, seam, 0.49, 0.05, 0.51, 0.97);
        rear.patch(brush, seam, 0.04, 0.93, 0.96, 0.97);
        rear.patch(brush, VehicleParts.UNDERBODY, 0, 0, 1, 0.07);
        PlateSpot plate = parts.plate(rear, 0.12, look.plate());
        parts.tailLights(rear, 0.015, 0.075, 0.14, actor.braking());
        return plate;
    }

    private void decorate(Face face, Look look, boolean open) {
        Color seam = look.accent().darker();
        if (open || look.choice(1, 3) == 0) {
            for (double at = 0.12; at < 0.99; at += 0.15) {
                face.patch(brush, seam, at, 0.03, at + 0.012, 0.97);
            }
        } else if (look.choice(1, 3) == 1) {
            face.patch(brush, look.paint(), 0, 0.42, 1, 0.6);
        } else {
            face.patch(brush, look.paint().brighter(), 0.2, 0.35, 0.8, 0.75);
        }
        face.patch(brush, VehicleParts.UNDERBODY, 0, 0, 1, 0.04);
    }
}
