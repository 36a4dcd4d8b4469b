package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import ke.co.datacraft.cv.standalone.scenes.Block.Level;
import ke.co.datacraft.cv.standalone.scenes.Block.Side;

/** Draws bicycles and motorcycles with their riders; the two are one object. */
final class CycleArtist {

    private static final double PEDALS = 4.5;
    private static final Color STEEL = new Color(0x6E7378);
    private static final Color SEAT = new Color(0x1B1B1E);

    private final Brush brush;
    private final Glow glow;

    CycleArtist(Brush brush, Glow glow) {
        this.brush = brush;
        this.glow = glow;
    }

    /** Where a rider's joints are, in metres ahead and up. */
    private record Pose(
            double hipAhead,
            double hipUp,
            double shoulderAhead,
            double shoulderUp,
            double handAhead,
            double handUp,
            double handSide) {}

    private static final Pose UPRIGHT = new Pose(-0.22, 0.93, 0.06, 1.40, 0.46, 1.02, 0.24);
    private static final Pose SEATED = new Pose(-0.22, 0.82, -0.02, 1.32, 0.46, 1.02, 0.33);

    void bicycle(Actor actor) {
        Placement place = actor.placement();
        Look look = actor.look();
        for (double axle : new double[] {-0.52, 0.53}) {
            openWheel(place, axle, 0.34);
        }
        Point crank = place.at(-0.02, 0, 0.30);
        Point seat = place.at(-0.24, 0, 0.88);
        Point head = place.at(0.40, 0, 0.86);
        brush.rod(look.paint(), crank, seat, 0.024);
        brush.rod(look.paint(), crank, head, 0.028);
        brush.rod(look.paint(), place.at(-0.2, 0, 0.78), head, 0.024);
        brush.rod(look.paint(), place.at(-0.52, 0, 0.34), crank, 0.02);
        brush.rod(look.paint(), place.at(-0.52, 0, 0.34), place.at(-0.2, 0, 0.76), 0.02);
        brush.rod(STEEL, place.at(0.53, 0, 0.34), place.at(0.40, 0, 1.0), 0.024);
        brush.rod(SEAT, place.at(-0.34, 0, 0.9), place.at(-0.14, 0, 0.9), 0.05);
        brush.rod(STEEL, place.at(0.44, -0.26, 1.02), place.at(0.44, 0.26, 1.02), 0.02);
        double turn = 2 * Math.PI * actor.travelled() / PEDALS;
        rider(place, look, UPRIGHT, new double[] {turn, turn + Math.PI});
        boolean helmet = look.choice(1, 3) != 0;
        headOf(place, look, 0.14, 1.63, helmet, 0.125);
        lamps(place, 0.56, 0.9, -0.56, 0.72, actor.braking());
    }

    private void openWheel(Placement place, double axle, double radius) {
        brush.rod(
                VehicleParts.TYRE,
                place.at(axle, 0, 0.03),
                place.at(axle, 0, 2 * radius - 0.03),
                0.022);
        brush.ring(
                VehicleParts.TYRE,
                0.026,
                VehicleParts.circle(place, axle, 0, radius, radius - 0.02));
    }

    void motorcycle(Actor actor) {
        Placement place = actor.placement();
        Look look = actor.look();
        double half = look.length() / 2;
        boolean frontNearer = place.forwardTo(brush.camera().position()) > 0;
        if (frontNearer) {
            thickWheel(place, -half + 0.32);
            tail(actor, half);
            machine(place, look);
            rider(place, look, SEATED, null);
            front(place, look, half);
        } else {
            front(place, look, half);
            machine(place, look);
            thickWheel(place, -half + 0.32);
            rider(place, look, SEATED, null);
            tail(actor, half);
        }
        headOf(place, look, 0.05, 1.56, true, 0.15);
        lamps(place, half - 0.3, 0.92, -half + 0.12, 0.72, actor.braking());
    }

    private void thickWheel(Placement place, double axle) {
        brush.rod(VehicleParts.TYRE, place.at(axle, 0, 0.07), place.at(axle, 0, 0.55), 0.065);
        Point normal =
                place.hasOnLeft(brush.camera().position()) ? place.left() : place.left().times(-1);
        brush.surface(VehicleParts.TYRE, normal, VehicleParts.circle(place, axle, 0, 0.31, 0.31));
        brush.detail(
                brush.light().shade(VehicleParts.HUB, normal, place.centre()),
                VehicleParts.circle(place, axle, 0, 0.31, 0.17));
    }

    private void machine(Placement place, Look look) {
        block(place, -0.35, 0.32, 0.17, 0.28, 0.58).draw(brush, new Color(0x37393D));
        Block tank = block(place, -0.1, 0.42, 0.17, 0.58, 0.88);
        tank.draw(brush, look.paint());
        tank.side(Side.LEFT).patch(brush, look.paint().brighter(), 0.15, 0.3, 0.85, 0.6);
        tank.side(Side.RIGHT).patch(brush, look.paint().brighter(), 0.15, 0.3, 0.85, 0.6);
        block(place, -0.8, -0.1, 0.14, 0.62, 0.78).draw(brush, SEAT);
    }

    private void front(Placement place, Look look, double half) {
        thickWheel(place, half - 0.32);
        brush.rod(STEEL, place.at(half - 0.32, 0, 0.31), place.at(0.42, 0, 0.98), 0.045);
        brush.rod(STEEL, place.at(0.44, -0.36, 1.04), place.at(0.44, 0.36, 1.04), 0.025);
        brush.ball(look.paint(), place.at(0.58, 0, 0.88), 0.13);
    }

    private void tail(Actor actor, double half) {
        Look look = actor.look();
        Placement place = actor.placement();
        if (look.choice(2, 3) == 0) {
            block(place, -half, -half + 0.45, 0.24, 0.8, 1.25).draw(brush, look.accent());
        } else {
            block(place, -half + 0.05, -half + 0.3, 0.1, 0.6, 0.8).draw(brush, look.paint());
        }
    }

    private static Block block(
            Placement place, double rear, double front, double side, double bottom, double top) {
        return new Block(
                place,
                new Level(rear, front, side, bottom),
                new Level(rear + 0.04, front - 0.04, side * 0.85, top));
    }

    /**
     * @param pedals angles of left and right pedal, or null for feet that rest
     */
    private void rider(Placement place, Look look, Pose pose, double[] pedals) {
        boolean leftNear = place.hasOnLeft(brush.camera().position());
        int far = leftNear ? -1 : 1;
        limbs(place, look, pose, pedals, far);
        for (double side : new double[] {-0.09, 0.09, 0}) {
            brush.rod(
                    look.accent(),
                    place.at(pose.hipAhead(), side, pose.hipUp() + 0.06),
                    place.at(pose.shoulderAhead(), side * 1.3, pose.shoulderUp()),
                    0.125);
        }
        limbs(place, look, pose, pedals, -far);
    }

    private void limbs(Placement place, Look look, Pose pose, double[] pedals, int side) {
        double angle = pedals == null ? 0 : pedals[side > 0 ? 0 : 1];
        Point foot =
                pedals == null
                        ? place.at(0.02, side * 0.22, 0.32)
                        : place.at(
                                -0.02 + 0.17 * Math.cos(angle),
                                side * 0.11,
                                0.30 - 0.17 * Math.sin(angle));
        Point knee =
                pedals == null
                        ? place.at(0.24, side * 0.22, 0.66)
                        : place.at(
                                0.14 + 0.1 * Math.cos(angle),
                                side * 0.13,
                                0.66 - 0.08 * Math.sin(angle));
        Point hip = place.at(pose.hipAhead(), side * 0.1, pose.hipUp());
        Color trousers = look.choice(0, 2) == 0 ? new Color(0x262A33) : new Color(0x4A4F5C);
        brush.rod(trousers, knee, foot, 0.06);
        brush.rod(trousers, hip, knee, 0.085);
        Point shoulder = place.at(pose.shoulderAhead(), side * 0.19, pose.shoulderUp());
        Point hand = place.at(pose.handAhead(), side * pose.handSide(), pose.handUp());
        Point elbow = shoulder.toward(hand, 0.5).plus(new Point(0, 0, -0.08));
        brush.rod(look.accent(), shoulder, elbow, 0.06);
        brush.rod(look.skin(), elbow, hand, 0.045);
    }

    private void headOf(
            Placement place, Look look, double ahead, double up, boolean helmet, double radius) {
        brush.ball(look.skin(), place.at(ahead + 0.04, 0, up - 0.04), radius * 0.85);
        Color cap = helmet ? look.paint() : new Color(0x1E1713);
        brush.ball(cap, place.at(ahead, 0, up + (helmet ? 0.02 : 0.01)), radius);
        if (helmet) {
            brush.ball(SEAT, place.at(ahead + radius * 0.75, 0, up - 0.01), radius * 0.5);
        }
    }

    private void lamps(
            Placement place,
            double front,
            double frontUp,
            double rear,
            double rearUp,
            boolean brake) {
        double towards = brush.camera().position().minus(place.centre()).unit().dot(place.ahead());
        if (!brush.light().lightsOn()) {
            return;
        }
        if (towards > 0) {
            glow.later(place.at(front, 0, frontUp), true, towards * 0.8);
        } else {
            glow.later(place.at(rear, 0, rearUp), false, -towards * (brake ? 1 : 0.7));
        }
    }
}
