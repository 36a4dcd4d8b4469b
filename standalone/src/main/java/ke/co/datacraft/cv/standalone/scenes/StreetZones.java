package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import ke.co.datacraft.cv.contracts.ContractCodec;
import ke.co.datacraft.cv.contracts.ObjectFilter;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;

/**
 * Lines and zones that the traffic of a scene crosses, laid out on the ground and told in the
 * picture: slanted lines over the roads where vehicles do not wait, as far as the camera sees them,
 * two that touch in the middle of a lane, the carriageway as a zone, and a comb-shaped zone that is
 * entered twice.
 */
public final class StreetZones {

    /** Id of the carriageway where the roads meet. */
    public static final String JUNCTION = "junction";

    private static final double EDGE = 0.02;

    /** Metres beside the road at which its zone ends. */
    private static final double BESIDE = 0.8;

    /** Metres beside the road at which its lines end: people walk beyond. */
    private static final double KERB = 0.2;

    /** Metres by which lines that are not seen whole lie farther away, in the waiting queue. */
    private static final double FARTHER = 8;

    /** Wider than usual: the boxes of a detector tremble by some pixels. */
    private static final double HYSTERESIS = 0.02;

    /** What lines count: people cross them where they walk over the road beside. */
    private static final ObjectFilter VEHICLES =
            new ObjectFilter(
                    Arrays.stream(ObjectKind.values())
                            .filter(kind -> kind != ObjectKind.PEDESTRIAN)
                            .map(ObjectKind::label)
                            .toList(),
                    null,
                    null,
                    null);

    private final Site site;
    private final int width;
    private final int height;
    private final String tenantId;
    private final String sourceId;
    private final List<ZoneDefinition> zones = new ArrayList<>();

    private StreetZones(Site site, int width, int height, String tenantId, String sourceId) {
        this.site = site;
        this.width = width;
        this.height = height;
        this.tenantId = tenantId;
        this.sourceId = sourceId;
    }

    /**
     * Those of a scene.
     *
     * @param width of its frames in pixels
     * @param height of its frames in pixels
     */
    public static List<ZoneDefinition> of(
            long seed, StreetPlan plan, int width, int height, String sourceId, String tenantId) {
        Site site = Street.of(seed, plan, width, height).site();
        StreetZones zones = new StreetZones(site, width, height, tenantId, sourceId);
        if (site.northRoad() != null) {
            zones.northRoad();
        }
        if (site.eastRoad() != null) {
            zones.eastRoad();
        }
        return zones.zones;
    }

    private void northRoad() {
        double side = site.northHalf() + BESIDE;
        double end = site.northHalf() + KERB;
        double kerb = site.eastHalf();
        // Vehicles pass between the junction and the zebra, and before their stop line, without
        // waiting there.
        line("north", ground(-end, kerb + 1), ground(end, kerb + 0.2));
        double zebra = kerb + 1 + Site.ZEBRA;
        lanes(end, zebra + 0.4);
        double from = zebra + 1.5;
        area(
                "north-comb",
                ground(-side, from + 8),
                ground(side, from + 8),
                ground(side, from + 14),
                ground(-side + BESIDE / 2, from + 14),
                ground(-side + BESIDE / 2, from + 20),
                ground(side, from + 20),
                ground(side, from + 27),
                ground(-side, from + 27));
    }

    /** Two lines that touch in a lane; farther away where the camera does not see that near. */
    private void lanes(double end, double near) {
        double lane = Site.LANE / 2;
        double y =
                isInside(seen(ground(-end, near))) && isInside(seen(ground(end, near)))
                        ? near
                        : near + FARTHER;
        line("north-west-lane", ground(-end, y), ground(lane, y + 0.3));
        line("north-east-lane", ground(lane, y + 0.3), ground(end, y));
    }

    private void eastRoad() {
        double side = site.eastHalf() + BESIDE;
        double across = site.northHalf() + Site.ZEBRA + 2.5;
        line("middle", ground(1.5, -side), ground(-1.5, side));
        line("west", ground(-across, -side), ground(-across - 2, side));
        line("east", ground(across + 2, -side), ground(across, side));
        double half = Math.max(6, site.northHalf());
        area(
                JUNCTION,
                ground(-half, -side),
                ground(half, -side),
                ground(half, side),
                ground(-half, side));
    }

    private static Point ground(double x, double y) {
        return new Point(x, y, 0);
    }

    /** A line, where all of it is to be seen. */
    private void line(String id, Point first, Point second) {
        List<Double> from = seen(first);
        List<Double> to = seen(second);
        if (isInside(from) && isInside(to)) {
            zones.add(zone(id, ZoneKind.LINE, List.of(from, to)));
        }
    }

    /** The part of an area that is to be seen, where that is in one piece. */
    private void area(String id, Point... corners) {
        Path2D outline = site.camera().outline(corners);
        if (outline == null) {
            return;
        }
        Area area = new Area(outline);
        area.intersect(
                new Area(
                        new Rectangle2D.Double(
                                width * EDGE,
                                height * EDGE,
                                width * (1 - 2 * EDGE),
                                height * (1 - 2 * EDGE))));
        if (!area.isEmpty() && area.isSingular()) {
            zones.add(zone(id, ZoneKind.POLYGON, corners(area)));
        }
    }

    private List<List<Double>> corners(Area area) {
        List<List<Double>> corners = new ArrayList<>();
        double[] at = new double[6];
        for (PathIterator i = area.getPathIterator(null); !i.isDone(); i.next()) {
            if (i.currentSegment(at) != PathIterator.SEG_CLOSE) {
                corners.add(normalised(at[0], at[1]));
            }
        }
        if (corners.get(0).equals(corners.get(corners.size() - 1))) {
            corners.remove(corners.size() - 1);
        }
        return corners;
    }

    private List<Double> seen(Point point) {
        if (!site.camera().isBefore(point)) {
            return null;
        }
        Camera.Seen seen = site.camera().see(point);
        return normalised(seen.x(), seen.y());
    }

    private List<Double> normalised(double x, double y) {
        return List.of(round(x / width), round(y / height));
    }

    private static double round(double share) {
        return Math.rint(share * 1e5) / 1e5;
    }

    private static boolean isInside(List<Double> point) {
        return point != null
                && point.stream().allMatch(share -> share >= EDGE && share <= 1 - EDGE);
    }

    private ZoneDefinition zone(String id, ZoneKind kind, List<List<Double>> points) {
        return new ZoneDefinition(
                ContractCodec.SCHEMA_VERSION,
                tenantId,
                id,
                sourceId,
                null,
                kind,
                points,
                true,
                kind == ZoneKind.LINE ? VEHICLES : null,
                null,
                kind == ZoneKind.LINE ? null : 2,
                kind == ZoneKind.LINE ? HYSTERESIS : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
