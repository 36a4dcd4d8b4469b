package ke.co.datacraft.cv.operators.analytics;

import java.time.Instant;
import ke.co.datacraft.cv.contracts.AnchorPoint;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.EventKind;

/**
 * Whether objects cross a line. An object is surely on a side when it is farther from the line than
 * the hysteresis; it crosses when it is then surely on the other, and on the way passed once more
 * between the line's ends in this direction than back. What happens nearer counts nothing, so a box
 * that trembles on the line is not counted twice.
 */
final class LineWatch {

    private final EventBook book;

    LineWatch(EventBook book) {
        this.book = book;
    }

    void observe(CompiledZone zone, ObjectState object, Observation seen, SceneObserver observer) {
        if (!zone.admits(object, seen)) {
            return;
        }
        AnchorPoint anchor = zone.definition.anchor();
        double x = seen.anchorX(anchor);
        double y = seen.anchorY(anchor);
        double distance = zone.line.distance(x, y);
        int sign = distance < 0 ? -1 : distance > 0 ? 1 : 0;
        LineSide at = object.sides.computeIfAbsent(zone.id(), id -> new LineSide());
        if (sign != 0 && at.sign != 0 && sign != at.sign) {
            double passedAt = zone.line.passedAt(at.x, at.y, at.distance, x, y, distance);
            if (passedAt >= 0 && passedAt <= 1) {
                at.passages += sign;
                at.passedMillis = seen.millis();
            }
        }
        at.sign = sign == 0 ? at.sign : sign;
        at.x = x;
        at.y = y;
        at.distance = distance;
        if (sign == 0 || Math.abs(distance) < zone.hysteresis) {
            return;
        }
        boolean crossed = at.side == -sign && at.passages * sign > 0;
        at.side = sign;
        at.passages = 0;
        if (crossed) {
            cross(zone, object, at, observer);
        }
    }

    private void cross(CompiledZone zone, ObjectState object, LineSide at, SceneObserver observer) {
        CrossingDirection direction = at.side > 0 ? CrossingDirection.IN : CrossingDirection.OUT;
        observer.crossed(
                Instant.ofEpochMilli(at.passedMillis),
                zone.id(),
                object.trackId,
                object.label,
                direction);
        EventBook.Detail detail = EventBook.Detail.crossing(direction);
        OpenEvent event =
                book.begin(EventKind.LINE, zone.id(), object, at.passedMillis, detail, observer);
        book.end(event, object, at.passedMillis, detail, observer);
    }
}
