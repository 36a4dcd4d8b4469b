package ke.co.datacraft.cv.standalone.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A place: up to two roads at right angles, the east road along y = 0 and the north road along x =
 * 0, what stands beside them, and the camera, which hangs over the south arm or beside the road.
 *
 * @param eastRoad its cross-section, or null
 * @param northRoad its cross-section, or null
 * @param keepLeft whether traffic keeps left
 * @param crossings zebra crossings
 * @param lamps feet of street lamps
 * @param trees feet of trees
 * @param pavedVerge whether the rest of the ground is paved; else grass
 * @param bare 0..1, how much of the grass is worn
 */
record Site(
        Camera camera,
        Road eastRoad,
        Road northRoad,
        boolean keepLeft,
        List<Zebra> crossings,
        List<Point> lamps,
        List<Point> trees,
        boolean pavedVerge,
        double bare) {

    static final double LANE = 3.2;
    static final double CYCLE_LANE = 1.3;
    static final double PAVEMENT = 4.5;
    static final double ZEBRA = 3;
    static final double EAST_END = 48;
    static final double NORTH_END = 75;
    static final double SOUTH_END = 32;

    /** A road with as many lanes each way, and a strip for bicycles at each kerb. */
    record Road(int lanes) {

        double halfWidth() {
            return lanes * LANE + CYCLE_LANE;
        }
    }

    /**
     * A crossing for people on foot.
     *
     * @param acrossEastRoad which road it leads over
     * @param centre x of one over the east road, y of one over the north road
     */
    record Zebra(boolean acrossEastRoad, double centre) {}

    /**
     * A place by chance.
     *
     * @param wanted its roads; null for any
     */
    static Site of(StreetPlan wanted, int width, int height, SplittableRandom random) {
        int chance = random.nextInt(10);
        StreetPlan drawn =
                chance < 6
                        ? StreetPlan.CROSSING
                        : chance < 8 ? StreetPlan.AVENUE : StreetPlan.STREET;
        StreetPlan plan = wanted == null ? drawn : wanted;
        Road east = plan == StreetPlan.AVENUE ? null : new Road(random.nextInt(4) == 0 ? 2 : 1);
        Road north = plan == StreetPlan.STREET ? null : new Road(random.nextInt(4) == 0 ? 2 : 1);
        double a = east == null ? 0 : east.halfWidth();
        double b = north == null ? 0 : north.halfWidth();
        return new Site(
                camera(plan, a, b, width, height, random),
                east,
                north,
                random.nextBoolean(),
                crossings(plan, a, b, random),
                lamps(plan, a, b, random),
                trees(plan, a, b, random),
                random.nextInt(3) == 0,
                random.nextDouble());
    }

    private static Camera camera(
            StreetPlan plan, double a, double b, int width, int height, SplittableRandom random) {
        double x = random.nextDouble(-b - 2, b + 2 + 1e-6);
        double y = -a - random.nextDouble(9, 17);
        double toX = random.nextDouble(-6, 6);
        double toY = random.nextDouble(2, 12);
        double yaw = Math.atan2(toX - x, toY - y);
        if (plan == StreetPlan.STREET) {
            yaw = Math.toRadians(random.nextDouble(-38, 38));
        }
        double focal = width * random.nextDouble(1.05, 1.55);
        double horizon = random.nextDouble(0.06, 0.26);
        double pitch = Math.atan((0.5 - horizon) * height / focal);
        Point place = new Point(x, y, random.nextDouble(5.5, 9.5));
        return new Camera(place, yaw, pitch, focal, width, height);
    }

    private static List<Zebra> crossings(
            StreetPlan plan, double a, double b, SplittableRandom random) {
        return switch (plan) {
            case CROSSING ->
                    List.of(
                            new Zebra(true, -b - 2.5),
                            new Zebra(true, b + 2.5),
                            new Zebra(false, -a - 2.5),
                            new Zebra(false, a + 2.5));
            case AVENUE -> List.of(new Zebra(false, random.nextDouble(6, 14)));
            case STREET -> List.of(new Zebra(true, random.nextDouble(-8, 8)));
        };
    }

    private static List<Point> lamps(StreetPlan plan, double a, double b, SplittableRandom random) {
        List<Point> lamps = new ArrayList<>();
        double spacing = random.nextDouble(17, 24);
        if (plan != StreetPlan.STREET) {
            for (double y = a + 6; y < NORTH_END; y += spacing) {
                lamps.add(new Point(-b - 0.7, y, 0));
                lamps.add(new Point(b + 0.7, y + spacing / 2, 0));
            }
        }
        if (plan != StreetPlan.AVENUE) {
            for (double x = b + 7; x < EAST_END; x += spacing) {
                lamps.add(new Point(x, a + 0.7, 0));
                lamps.add(new Point(-x, a + 0.7, 0));
            }
        }
        return List.copyOf(lamps);
    }

    private static List<Point> trees(StreetPlan plan, double a, double b, SplittableRandom random) {
        List<Point> trees = new ArrayList<>();
        int count = random.nextInt(2, 8);
        for (int i = 0; i < count; i++) {
            double side = random.nextBoolean() ? 1 : -1;
            if (plan == StreetPlan.STREET || plan == StreetPlan.CROSSING && i % 2 == 0) {
                double x = side * (b + PAVEMENT + random.nextDouble(2, 30));
                trees.add(new Point(x, a + PAVEMENT + 1.2, 0));
            } else {
                double y = a + PAVEMENT + random.nextDouble(2, 45);
                trees.add(new Point(side * (b + PAVEMENT + 1.2), y, 0));
            }
        }
        return List.copyOf(trees);
    }

    /** Half the width of the east road, 0 without one. */
    double eastHalf() {
        return eastRoad == null ? 0 : eastRoad.halfWidth();
    }

    /** Half the width of the north road, 0 without one. */
    double northHalf() {
        return northRoad == null ? 0 : northRoad.halfWidth();
    }

    boolean isCrossing() {
        return eastRoad != null && northRoad != null;
    }
}
