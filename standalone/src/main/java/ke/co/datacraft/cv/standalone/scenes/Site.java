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
    private static final double EAST_END = 48;
    private static final double NORTH_END = 75;
    private static final double SOUTH_END = 32;

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

    private enum Plan {
        CROSSING,
        AVENUE,
        STREET
    }

    /** A place by chance. */
    static Site of(int width, int height, SplittableRandom random) {
        int chance = random.nextInt(10);
        Plan plan = chance < 6 ? Plan.CROSSING : chance < 8 ? Plan.AVENUE : Plan.STREET;
        Road east = plan == Plan.AVENUE ? null : new Road(random.nextInt(4) == 0 ? 2 : 1);
        Road north = plan == Plan.STREET ? null : new Road(random.nextInt(4) == 0 ? 2 : 1);
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
            Plan plan, double a, double b, int width, int height, SplittableRandom random) {
        double x = random.nextDouble(-b - 2, b + 2 + 1e-6);
        double y = -a - random.nextDouble(9, 17);
        double toX = random.nextDouble(-6, 6);
        double toY = random.nextDouble(2, 12);
        double yaw = Math.atan2(toX - x, toY - y);
        if (plan == Plan.STREET) {
            yaw = Math.toRadians(random.nextDouble(-38, 38));
        }
        double focal = width * random.nextDouble(1.05, 1.55);
        double horizon = random.nextDouble(0.06, 0.26);
        double pitch = Math.atan((0.5 - horizon) * height / focal);
        Point place = new Point(x, y, random.nextDouble(5.5, 9.5));
        return new Camera(place, yaw, pitch, focal, width, height);
    }

    private static List<Zebra> crossings(
            Plan plan, double a, double b, SplittableRandom random) {
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

    private static List<Point> lamps(Plan plan, double a, double b, SplittableRandom random) {
        List<Point> lamps = new ArrayList<>();
        double spacing = random.nextDouble(17, 24);
        if (plan != Plan.STREET) {
            for (double y = a + 6; y < NORTH_END; y += spacing) {
                lamps.add(new Point(-b - 0.7, y, 0));
                lamps.add(new Point(b + 0.7, y + spacing / 2, 0));
            }
        }
        if (plan != Plan.AVENUE) {
            for (double x = b + 7; x < EAST_END; x += spacing) {
                lamps.add(new Point(x, a + 0.7, 0));
                lamps.add(new Point(-x, a + 0.7, 0));
            }
        }
        return List.copyOf(lamps);
    }

    private static List<Point> trees(Plan plan, double a, double b, SplittableRandom random) {
        List<Point> trees = new ArrayList<>();
        int count = random.nextInt(2, 8);
        for (int i = 0; i < count; i++) {
            double side = random.nextBoolean() ? 1 : -1;
            if (plan == Plan.STREET || plan == Plan.CROSSING && i % 2 == 0) {
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

    /** All ways that vehicles and people take. */
    List<Way> ways(SplittableRandom random) {
        List<Way> ways = new ArrayList<>();
        if (eastRoad != null) {
            Point west = new Point(-EAST_END, 0, 0);
            Point ahead = new Point(1, 0, 0);
            road(ways, eastRoad, west, ahead, 2 * EAST_END, random);
        }
        if (northRoad != null) {
            Point south = new Point(0, -SOUTH_END, 0);
            Point ahead = new Point(0, 1, 0);
            road(ways, northRoad, south, ahead, SOUTH_END + NORTH_END, random);
        }
        pavements(ways, random);
        return ways;
    }

    /** Where vehicles stop, measured along the road from its zero: before the first zebra. */
    private double stopAt(boolean east, int direction) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Zebra zebra : crossings) {
            if (zebra.acrossEastRoad() == east) {
                nearest = Math.min(nearest, direction * zebra.centre());
            }
        }
        return nearest - ZEBRA / 2 - 0.9;
    }

    private void road(
            List<Way> ways,
            Road road,
            Point start,
            Point ahead,
            double length,
            SplittableRandom random) {
        boolean east = road == eastRoad;
        double busy = random.nextDouble(0.6, 1.4);
        Point left = new Point(-ahead.y(), ahead.x(), 0);
        for (int direction = 1; direction >= -1; direction -= 2) {
            Point from = direction > 0 ? start : start.plus(ahead.times(length));
            Point heading = ahead.times(direction);
            double side = (keepLeft ? 1 : -1) * direction;
            double zero = -from.dot(heading);
            double stop = zero + stopAt(east, direction);
            for (int lane = 0; lane < road.lanes(); lane++) {
                Point begin = from.plus(left.times(side * LANE * (lane + 0.5)));
                ways.add(
                        new Way(
                                Way.Use.VEHICLES,
                                begin,
                                heading,
                                length,
                                List.of(new Way.Stop(stop, east)),
                                busy * random.nextDouble(3.2, 6.5)));
            }
            double kerb = LANE * road.lanes() + CYCLE_LANE * 0.55;
            ways.add(
                    new Way(
                            Way.Use.BICYCLES,
                            from.plus(left.times(side * kerb)),
                            heading,
                            length,
                            List.of(new Way.Stop(stop, east)),
                            busy * random.nextDouble(6, 13)));
        }
    }

    private void pavements(List<Way> ways, SplittableRandom random) {
        double a = eastHalf();
        double b = northHalf();
        if (northRoad != null) {
            for (double x : new double[] {-b - 2.5, b + 2.5}) {
                double[] over = isCrossing() ? new double[] {-a - 0.6, a + 0.6} : null;
                onFoot(ways, new Point(x, 1, 0), false, -SOUTH_END / 2, NORTH_END, over, random);
            }
        }
        if (eastRoad != null) {
            for (double y : new double[] {-a - 2.5, a + 2.5}) {
                double[] over = isCrossing() ? new double[] {-b - 0.6, b + 0.6} : null;
                onFoot(ways, new Point(1, y, 0), true, -EAST_END, EAST_END, over, random);
            }
        }
        if (!isCrossing()) {
            Zebra zebra = crossings.get(0);
            double half = zebra.acrossEastRoad() ? a : b;
            double[] over = {-half - 0.6, half + 0.6};
            Point line =
                    zebra.acrossEastRoad()
                            ? new Point(zebra.centre(), 1, 0)
                            : new Point(1, zebra.centre(), 0);
            onFoot(ways, line, !zebra.acrossEastRoad(), -half - 5, half + 5, over, random);
        }
    }

    /**
     * @param line a point of the line; its running coordinate does not matter
     * @param over where it leaves the kerb on either side, or null
     */
    private void onFoot(
            List<Way> ways,
            Point line,
            boolean eastward,
            double from,
            double to,
            double[] over,
            SplittableRandom random) {
        for (int direction = 1; direction >= -1; direction -= 2) {
            double begin = direction > 0 ? from : to;
            Point start =
                    eastward ? new Point(begin, line.y(), 0) : new Point(line.x(), begin, 0);
            Point heading =
                    eastward ? new Point(direction, 0, 0) : new Point(0, direction, 0);
            List<Way.Stop> stops = List.of();
            if (over != null) {
                double kerb = direction > 0 ? over[0] - from : to - over[1];
                // Who walks along the east road crosses the north road.
                stops = List.of(new Way.Stop(kerb, !eastward));
            }
            ways.add(
                    new Way(
                            Way.Use.FEET,
                            start,
                            heading,
                            to - from,
                            stops,
                            random.nextDouble(14, 32)));
        }
    }
}
