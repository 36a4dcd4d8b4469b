package ke.co.datacraft.cv.operators.analytics;

import java.util.List;
import ke.co.datacraft.cv.contracts.GroundCalibration;
import ke.co.datacraft.cv.contracts.ImageSize;
import ke.co.datacraft.cv.contracts.ObjectFilter;
import ke.co.datacraft.cv.contracts.TravelDirection;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.contracts.ZoneKind;
import ke.co.datacraft.cv.inference.geometry.DirectedLine;
import ke.co.datacraft.cv.inference.geometry.GroundPlane;
import ke.co.datacraft.cv.inference.geometry.Polygon;

/** A zone in the pixels of pictures of one size, where distances and angles are true. */
final class CompiledZone {

    final ZoneDefinition definition;
    final Polygon area;
    final DirectedLine line;

    /** Pixels by which a line must be passed. */
    final double hysteresis;

    /** From normalised points to metres, or null. */
    private final GroundPlane ground;

    private final ImageSize image;

    CompiledZone(ZoneDefinition definition, ImageSize image) {
        this.definition = definition;
        this.image = image;
        List<List<Double>> points = definition.points();
        double width = image.width();
        double height = image.height();
        if (definition.kind() == ZoneKind.LINE) {
            this.area = null;
            this.line =
                    new DirectedLine(
                            points.get(0).get(0) * width,
                            points.get(0).get(1) * height,
                            points.get(1).get(0) * width,
                            points.get(1).get(1) * height);
        } else {
            this.line = null;
            this.area =
                    new Polygon(
                            points.stream().mapToDouble(point -> point.get(0) * width).toArray(),
                            points.stream().mapToDouble(point -> point.get(1) * height).toArray());
        }
        this.hysteresis = definition.hysteresis() * Math.hypot(width, height);
        this.ground = ground(definition.calibration());
    }

    /** Null also for corners in a line but for a rounding error, which the validator lets pass. */
    private static GroundPlane ground(GroundCalibration calibration) {
        try {
            return calibration == null
                    ? null
                    : new GroundPlane(flat(calibration.image()), flat(calibration.ground()));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static double[] flat(List<List<Double>> points) {
        return points.stream().flatMap(List::stream).mapToDouble(Double::doubleValue).toArray();
    }

    String id() {
        return definition.id();
    }

    /** What makes it another zone when it changes. */
    static String shape(ZoneDefinition definition) {
        return definition.kind() + " " + definition.points() + " " + definition.anchor();
    }

    /** Whether the zone looks at such an object. */
    boolean admits(ObjectState object, Observation seen) {
        ObjectFilter filter = definition.filter();
        if (filter == null) {
            return true;
        }
        double area = seen.areaShare();
        return (filter.labels().isEmpty() || filter.labels().contains(object.label))
                && (filter.minConfidence() == null || object.isSure(filter.minConfidence()))
                && (filter.minArea() == null || area >= filter.minArea())
                && (filter.maxArea() == null || area <= filter.maxArea());
    }

    boolean contains(Observation seen) {
        return area.contains(seen.anchorX(definition.anchor()), seen.anchorY(definition.anchor()));
    }

    /** Kilometres per hour lately, or null where that is not known. */
    Double speedKmh(ObjectState object) {
        Movement.Sample before = ground == null ? null : object.movement.before();
        if (before == null) {
            return null;
        }
        Movement.Sample now = object.movement.last();
        double metres = Math.hypot(groundX(now) - groundX(before), groundY(now) - groundY(before));
        double kmh = metres / (now.millis() - before.millis()) * 3600;
        return Double.isFinite(kmh) ? EventBook.rounded(kmh, 10) : null;
    }

    private double groundX(Movement.Sample at) {
        return ground.groundX(at.x() / image.width(), at.y() / image.height());
    }

    private double groundY(Movement.Sample at) {
        return ground.groundY(at.x() / image.width(), at.y() / image.height());
    }

    /** Whether the object moves against the zone's direction; null where it hardly moves. */
    Boolean isWrongWay(ObjectState object, Observation seen) {
        TravelDirection travel = definition.travel();
        Movement.Sample before = travel == null ? null : object.movement.before();
        if (before == null) {
            return null;
        }
        double x = object.movement.last().x() - before.x();
        double y = object.movement.last().y() - before.y();
        if (Math.hypot(x, y) < 0.25 * seen.size()) {
            return null;
        }
        double rightX = (travel.to().get(0) - travel.from().get(0)) * image.width();
        double rightY = (travel.to().get(1) - travel.from().get(1)) * image.height();
        double angle = Math.abs(Math.atan2(x * rightY - y * rightX, x * rightX + y * rightY));
        return Math.toDegrees(angle) > travel.toleranceDegrees();
    }
}
