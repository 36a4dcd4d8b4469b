package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;

/** Draws people on foot. */
final class PersonArtist {

    private static final double STRIDE = 1.4;
    private static final Color HAIR = new Color(0x1E1713);
    private static final Color SHOE = new Color(0x1C1A19);

    private final Brush brush;

    PersonArtist(Brush brush) {
        this.brush = brush;
    }

    void draw(Actor actor) {
        Look look = actor.look();
        Placement place = actor.placement();
        double scale = look.height() / 1.75;
        double swing = actor.speed() < 0.1 ? 0 : Math.sin(2 * Math.PI * actor.travelled() / STRIDE);
        boolean leftNear = place.hasOnLeft(brush.camera().position());
        int far = leftNear ? -1 : 1;
        arm(place, look, scale, far, swing * far);
        leg(place, look, scale, far, -swing * far);
        leg(place, look, scale, -far, swing * far);
        torso(place, look, scale);
        arm(place, look, scale, -far, -swing * far);
        head(place, look, scale);
        if (brush.light().condition() == SceneCondition.RAIN && look.choice(2, 3) == 0) {
            umbrella(place, look, scale);
        }
    }

    private void leg(Placement place, Look look, double scale, int side, double swing) {
        double left = side * 0.09 * scale;
        Point hip = place.at(0, left, 0.86 * scale);
        Point knee = place.at(0.16 * swing * scale, left, 0.47 * scale);
        Point foot = place.at(0.30 * swing * scale, left, 0.06 * scale);
        boolean bare = look.choice(0, 4) == 0;
        brush.rod(bare ? look.skin() : look.accent(), knee, foot, 0.058 * scale);
        brush.rod(look.accent(), hip, knee, 0.085 * scale);
        brush.rod(SHOE, foot, place.at(0.30 * swing * scale + 0.14, left, 0.05), 0.05 * scale);
    }

    private void torso(Placement place, Look look, double scale) {
        boolean coat = look.choice(1, 3) == 0;
        double bottom = (coat ? 0.62 : 0.86) * scale;
        for (int side = -1; side <= 1; side += 2) {
            brush.rod(
                    look.paint(),
                    place.at(0, side * 0.08 * scale, bottom + 0.08),
                    place.at(0.02, side * 0.11 * scale, 1.36 * scale),
                    0.115 * scale);
        }
        brush.rod(
                look.paint(),
                place.at(0, 0, bottom + 0.1),
                place.at(0.02, 0, 1.38 * scale),
                0.12 * scale);
        if (look.choice(3, 4) == 0) {
            brush.rod(
                    look.accent().brighter(),
                    place.at(-0.17, 0, 1.0 * scale),
                    place.at(-0.17, 0, 1.28 * scale),
                    0.12 * scale);
        }
    }

    private void arm(Placement place, Look look, double scale, int side, double swing) {
        Point shoulder = place.at(0, side * 0.2 * scale, 1.4 * scale);
        Point elbow = place.at(-0.06 + 0.1 * swing, side * 0.25 * scale, 1.13 * scale);
        Point hand = place.at(0.06 + 0.22 * swing, side * 0.24 * scale, 0.88 * scale);
        brush.rod(look.skin(), elbow, hand, 0.042 * scale);
        brush.rod(look.paint(), shoulder, elbow, 0.056 * scale);
    }

    private void head(Placement place, Look look, double scale) {
        brush.rod(
                look.skin(),
                place.at(0.01, 0, 1.45 * scale),
                place.at(0.02, 0, 1.54 * scale),
                0.055 * scale);
        Color hair = look.choice(1, 4) == 3 ? look.accent().brighter() : HAIR;
        brush.ball(hair, place.at(0, 0, 1.635 * scale), 0.115 * scale);
        brush.ball(look.skin(), place.at(0.05, 0, 1.61 * scale), 0.098 * scale);
    }

    private void umbrella(Placement place, Look look, double scale) {
        double top = 2.08 * scale;
        brush.rod(SHOE, place.at(0.12, 0, 1.1 * scale), place.at(0.12, 0, top), 0.02);
        Point peak = place.at(0.12, 0, top + 0.12);
        int ribs = 8;
        for (int i = 0; i < ribs; i++) {
            double a = 2 * Math.PI * i / ribs;
            double b = 2 * Math.PI * (i + 1) / ribs;
            Color panel = i % 2 == 0 ? look.paint() : look.paint().darker();
            brush.flat(
                    panel,
                    peak,
                    place.at(0.12 + 0.5 * Math.cos(a), 0.5 * Math.sin(a), top - 0.14),
                    place.at(0.12 + 0.5 * Math.cos(b), 0.5 * Math.sin(b), top - 0.14));
        }
    }
}
