package ke.co.datacraft.cv.standalone.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import ke.co.datacraft.cv.standalone.scenes.Site.Road;
import ke.co.datacraft.cv.standalone.scenes.Site.Zebra;

/** Lays the lanes, cycle lanes and footways of a site. */
final class WayPlan {

    private final Site site;
    private final SplittableRandom random;
    private final List<Way> ways = new ArrayList<>();

    WayPlan(Site site, SplittableRandom random) {
        this.site = site;
        this.random = random;
    }

    /** All ways that vehicles and people take. */
    List<Way> ways() {
        if (site.eastRoad() != null) {
            Point west = new Point(-Site.EAST_END, 0, 0);
            road(site.eastRoad(), true, west, 2 * Site.EAST_END);
        }
        if (site.northRoad() != null) {
            Point south = new Point(0, -Site.SOUTH_END, 0);
            road(site.northRoad(), false, south, Site.SOUTH_END + Site.NORTH_END);
        }
        pavements();
        return ways;
    }

    /** Where vehicles stop, measured along the road from its zero: before the first zebra. */
    private double stopAt(boolean east, int direction) {
        double nearest = Double.POSITIVE_INFINITY;
        for (Zebra zebra : site.crossings()) {
            if (zebra.acrossEastRoad() == east) {
                nearest = Math.min(nearest, direction * zebra.centre());
            }
        }
        return nearest - Site.ZEBRA / 2 - 0.9;
    }

    private void road(Road road, boolean east, Point start, double length) {
        Point ahead = east ? new Point(1, 0, 0) : new Point(0, 1, 0);
        double busy = random.nextDouble(0.6, 1.4);
        Point left = new Point(-ahead.y(), ahead.x(), 0);
        for (int direction = 1; direction >= -1; direction -= 2) {
            Point from = direction > 0 ? start : start.plus(ahead.times(length));
            Point heading = ahead.times(direction);
            double side = (site.keepLeft() ? 1 : -1) * direction;
            double zero = -from.dot(heading);
            double stop = zero + stopAt(east, direction);
            for (int lane = 0; lane < road.lanes(); lane++) {
                Point begin = from.plus(left.times(side * Site.LANE * (lane + 0.5)));
                ways.add(
                        new Way(
                                Way.Use.VEHICLES,
                                begin,
                                heading,
                                length,
                                List.of(new Way.Stop(stop, east)),
                                busy * random.nextDouble(3.2, 6.5)));
            }
            double kerb = Site.LANE * road.lanes() + Site.CYCLE_LANE * 0.55;
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

    private void pavements() {
        double a = site.eastHalf();
        double b = site.northHalf();
        if (site.northRoad() != null) {
            for (double x : new double[] {-b - 2.5, b + 2.5}) {
                double[] over = site.isCrossing() ? new double[] {-a - 0.6, a + 0.6} : null;
                onFoot(new Point(x, 1, 0), false, -Site.SOUTH_END / 2, Site.NORTH_END, over);
            }
        }
        if (site.eastRoad() != null) {
            for (double y : new double[] {-a - 2.5, a + 2.5}) {
                double[] over = site.isCrossing() ? new double[] {-b - 0.6, b + 0.6} : null;
                onFoot(new Point(1, y, 0), true, -Site.EAST_END, Site.EAST_END, over);
            }
        }
        if (!site.isCrossing()) {
            Zebra zebra = site.crossings().get(0);
            double half = zebra.acrossEastRoad() ? a : b;
            double[] over = {-half - 0.6, half + 0.6};
            Point line =
                    zebra.acrossEastRoad()
                            ? new Point(zebra.centre(), 1, 0)
                            : new Point(1, zebra.centre(), 0);
            onFoot(line, !zebra.acrossEastRoad(), -half - 5, half + 5, over);
        }
    }

    /**
     * @param line a point of the line; its running coordinate does not matter
     * @param over where it leaves the kerb on either side, or null
     */
    private void onFoot(Point line, boolean eastward, double from, double to, double[] over) {
        for (int direction = 1; direction >= -1; direction -= 2) {
            double begin = direction > 0 ? from : to;
            Point start = eastward ? new Point(begin, line.y(), 0) : new Point(line.x(), begin, 0);
            Point heading = eastward ? new Point(direction, 0, 0) : new Point(0, direction, 0);
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
