package ke.co.datacraft.cv.contracts;

import java.util.List;

/** Checks of a {@link ZoneDefinition} that the types of its fields cannot make. */
public final class ZoneValidator {

    private static final int DAY = 86_400;
    private static final double MAX_METRES = 1_000_000;

    /** Share of the picture from which two points have a direction. */
    private static final double LEAST_LENGTH = 1e-6;

    private ZoneValidator() {}

    /**
     * Returns when the zone can be evaluated.
     *
     * @param key key of the record, or null
     * @throws ContractException {@link ReasonCode#INVALID_FIELD}, naming the field, its value and
     *     the cure
     */
    public static void validate(String key, ZoneDefinition zone) throws ContractException {
        DefinitionChecks.head(
                key, zone.tenantId(), zone.id(), zone.name(), zone.version(), zone.updatedBy());
        DefinitionKeys.identifier("source_id", zone.sourceId());
        DefinitionChecks.present("kind", zone.kind(), "give polygon or line");
        switch (zone.kind()) {
            case POLYGON -> DefinitionChecks.polygon("points", zone.points());
            case LINE -> line(zone);
        }
        filter(zone.filter());
        FieldChecks.range("inertia", zone.inertia(), 1, 1000);
        DefinitionChecks.number("hysteresis", zone.hysteresis(), 0, 1);
        DefinitionChecks.number("loitering_seconds", zone.loiteringSeconds(), 0, DAY);
        DefinitionChecks.number("stationary_seconds", zone.stationarySeconds(), 0, DAY);
        DefinitionChecks.number("left_object_seconds", zone.leftObjectSeconds(), 0, DAY);
        DefinitionChecks.number("removed_object_seconds", zone.removedObjectSeconds(), 0, DAY);
        if (zone.crowd() != null) {
            FieldChecks.range("crowd.more_than", zone.crowd().moreThan(), 0, 100_000);
            DefinitionChecks.number("crowd.seconds", zone.crowd().seconds(), 0, DAY);
        }
        speed(zone);
        travel(zone.travel());
    }

    private static void line(ZoneDefinition line) throws ContractException {
        FieldChecks.range("points.length", line.points().size(), 2, 2);
        DefinitionChecks.point("points[0]", line.points().get(0));
        DefinitionChecks.point("points[1]", line.points().get(1));
        apart("points", line.points().get(0), line.points().get(1));
        areaOnly("loitering_seconds", line.loiteringSeconds());
        areaOnly("stationary_seconds", line.stationarySeconds());
        areaOnly("left_object_seconds", line.leftObjectSeconds());
        areaOnly("removed_object_seconds", line.removedObjectSeconds());
        areaOnly("crowd", line.crowd());
        areaOnly("calibration", line.calibration());
        areaOnly("travel", line.travel());
    }

    private static void areaOnly(String field, Object value) throws ContractException {
        if (value != null) {
            throw FieldChecks.invalid(
                    field, value.toString(), "needs an area; leave it out for a line");
        }
    }

    private static void filter(ObjectFilter filter) throws ContractException {
        if (filter == null) {
            return;
        }
        DefinitionChecks.labels("filter.labels", filter.labels());
        DefinitionChecks.number("filter.min_confidence", filter.minConfidence(), 0, 1);
        DefinitionChecks.number("filter.min_area", filter.minArea(), 0, 1);
        DefinitionChecks.number("filter.max_area", filter.maxArea(), 0, 1);
        if (filter.minArea() != null
                && filter.maxArea() != null
                && filter.minArea() > filter.maxArea()) {
            throw FieldChecks.invalid(
                    "filter.min_area",
                    filter.minArea().toString(),
                    "is above max_area " + filter.maxArea() + "; no object would fit");
        }
    }

    private static void speed(ZoneDefinition zone) throws ContractException {
        DefinitionChecks.positive("speed_limit_kmh", zone.speedLimitKmh(), 1000);
        GroundCalibration calibration = zone.calibration();
        if (calibration == null) {
            if (zone.speedLimitKmh() != null) {
                throw FieldChecks.invalid(
                        "calibration",
                        null,
                        "is absent beside speed_limit_kmh; give four points of the picture and of"
                                + " the ground");
            }
            return;
        }
        FieldChecks.range("calibration.image.length", calibration.image().size(), 4, 4);
        DefinitionChecks.polygon("calibration.image", calibration.image());
        quadrangle("calibration.image", calibration.image());
        FieldChecks.range("calibration.ground.length", calibration.ground().size(), 4, 4);
        for (int i = 0; i < 4; i++) {
            ground("calibration.ground[" + i + "]", calibration.ground().get(i));
        }
        quadrangle("calibration.ground", calibration.ground());
    }

    private static void ground(String field, List<Double> point) throws ContractException {
        if (point.size() != 2) {
            throw FieldChecks.invalid(
                    field, point.toString(), "is no point; give [x, y] in metres");
        }
        DefinitionChecks.number(field + "[0]", point.get(0), -MAX_METRES, MAX_METRES);
        DefinitionChecks.number(field + "[1]", point.get(1), -MAX_METRES, MAX_METRES);
    }

    /** Three corners in a line, or sides that cross, have no homography that keeps sides apart. */
    private static void quadrangle(String field, List<List<Double>> corners)
            throws ContractException {
        double turn = 0;
        for (int i = 0; i < 4; i++) {
            double cross = turn(corners.get(i), corners.get((i + 1) % 4), corners.get((i + 2) % 4));
            if (cross == 0 || cross * turn < 0) {
                throw FieldChecks.invalid(
                        field,
                        corners.toString(),
                        "is no convex area of four corners; give them in order around it");
            }
            turn = cross;
        }
    }

    private static double turn(List<Double> a, List<Double> b, List<Double> c) {
        return (b.get(0) - a.get(0)) * (c.get(1) - b.get(1))
                - (b.get(1) - a.get(1)) * (c.get(0) - b.get(0));
    }

    private static void travel(TravelDirection travel) throws ContractException {
        if (travel == null) {
            return;
        }
        DefinitionChecks.point("travel.from", travel.from());
        DefinitionChecks.point("travel.to", travel.to());
        apart("travel", travel.from(), travel.to());
        double tolerance = travel.toleranceDegrees();
        if (!(tolerance > 0 && tolerance < 180)) {
            throw FieldChecks.invalid(
                    "travel.tolerance_degrees",
                    Double.toString(tolerance),
                    "is out of range; give above 0 and below 180");
        }
    }

    private static void apart(String field, List<Double> first, List<Double> second)
            throws ContractException {
        // Not equals(): 0.0 and -0.0 are one place. Nearer than this nothing is told apart.
        if (Math.hypot(first.get(0) - second.get(0), first.get(1) - second.get(1)) < LEAST_LENGTH) {
            throw FieldChecks.invalid(
                    field, first.toString(), "is twice the same point; give two that differ");
        }
    }
}
