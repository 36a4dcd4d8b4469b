package ke.co.datacraft.cv.standalone.scenes;

import java.awt.Color;
import java.util.List;
import java.util.SplittableRandom;

/** Sun, sky and street lamps: what colour a surface shows. */
final class Light {

    private static final double LAMP_RADIUS = 6.5;
    private static final double[] LAMP = {1.0, 0.86, 0.62};

    private final SceneCondition condition;
    private final Point sun;
    private final Strength strength;
    private final double exposure;
    private final List<Point> lamps;

    /** Red, green and blue of the sky's and of the sun's light, and how bright lamps are. */
    private record Strength(double[] ambient, double[] direct, double lamp) {}

    /**
     * @param lamps places on the ground below street lamps
     */
    Light(SceneCondition condition, List<Point> lamps, SplittableRandom random) {
        this.condition = condition;
        this.lamps = lamps;
        double azimuth = random.nextDouble(0, 2 * Math.PI);
        double high = Math.toRadians(random.nextDouble(28, 62));
        double low = Math.toRadians(random.nextDouble(9, 16));
        this.exposure = random.nextDouble(0.88, 1.12);
        this.strength = strength(condition);
        double elevation =
                switch (condition) {
                    case DAY, NIGHT -> high;
                    case DUSK -> low;
                    case RAIN -> Math.PI / 2;
                };
        this.sun =
                new Point(
                        Math.cos(azimuth) * Math.cos(elevation),
                        Math.sin(azimuth) * Math.cos(elevation),
                        Math.sin(elevation));
    }

    private static Strength strength(SceneCondition condition) {
        return switch (condition) {
            case DAY -> new Strength(color(0.60, 0.64, 0.70), color(0.58, 0.54, 0.45), 0);
            case DUSK -> new Strength(color(0.42, 0.37, 0.43), color(0.50, 0.28, 0.12), 0.30);
            case NIGHT -> new Strength(color(0.15, 0.16, 0.23), color(0, 0, 0), 0.80);
            case RAIN -> new Strength(color(0.58, 0.61, 0.64), color(0.10, 0.10, 0.10), 0);
        };
    }

    private static double[] color(double red, double green, double blue) {
        return new double[] {red, green, blue};
    }

    SceneCondition condition() {
        return condition;
    }

    /** Whether vehicles drive with their lights on. */
    boolean lightsOn() {
        return condition != SceneCondition.DAY;
    }

    /** Whether street lamps and windows shine. */
    boolean lampsOn() {
        return strength.lamp() > 0;
    }

    /** Strength of lights' glow, 0..1. */
    double glow() {
        return switch (condition) {
            case DAY -> 0;
            case DUSK -> 0.7;
            case NIGHT -> 1;
            case RAIN -> 0.45;
        };
    }

    /** Towards the sun, a unit long. */
    Point sun() {
        return sun;
    }

    /** Opacity of cast shadows, 0..1. */
    double shadow() {
        return switch (condition) {
            case DAY -> 0.42;
            case DUSK -> 0.22;
            case NIGHT, RAIN -> 0;
        };
    }

    /** The colour of a surface with a unit normal at a place. */
    Color shade(Color base, Point normal, Point place) {
        double facing = Math.max(0, normal.dot(sun));
        double lamp = lampsOn() ? strength.lamp() * lampLight(place) : 0;
        return new Color(
                channel(base.getRed(), 0, facing, lamp),
                channel(base.getGreen(), 1, facing, lamp),
                channel(base.getBlue(), 2, facing, lamp),
                base.getAlpha());
    }

    private int channel(int value, int index, double facing, double lamp) {
        double light =
                strength.ambient()[index] + strength.direct()[index] * facing + LAMP[index] * lamp;
        return (int) Math.max(0, Math.min(255, value * light * exposure));
    }

    private double lampLight(Point place) {
        double sum = 0;
        for (Point lamp : lamps) {
            double dx = place.x() - lamp.x();
            double dy = place.y() - lamp.y();
            double spread = 1 + (dx * dx + dy * dy) / (LAMP_RADIUS * LAMP_RADIUS);
            sum += 1 / (spread * spread);
        }
        return Math.min(1.1, sum);
    }
}
