package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * The painter's order of things that stand on the ground. Of two upright boxes with level edges
 * along the roads, the one on the camera's side of a line between them hides the other.
 */
final class DepthOrder {

    private DepthOrder() {}

    /**
     * A thing to be drawn.
     *
     * @param ground its outline on the ground: x is east, y is north
     * @param screen where it may leave paint, in pixels
     * @param distance from the camera, in metres
     * @param paint draws it
     */
    record Item(Rectangle2D ground, Rectangle2D screen, double distance, Runnable paint) {}

    /** Furthest first. */
    static List<Item> sorted(List<Item> items, Point camera) {
        List<Item> open = new ArrayList<>(items);
        open.sort((one, other) -> Double.compare(other.distance(), one.distance()));
        List<Item> order = new ArrayList<>(open.size());
        while (!open.isEmpty()) {
            Item next = null;
            for (Item candidate : open) {
                if (isFree(candidate, open, camera)) {
                    next = candidate;
                    break;
                }
            }
            // A ring of three that hide each other has no right order.
            next = next == null ? open.get(0) : next;
            open.remove(next);
            order.add(next);
        }
        return order;
    }

    private static boolean isFree(Item candidate, List<Item> open, Point camera) {
        for (Item other : open) {
            if (other != candidate && hides(candidate, other, camera)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hides(Item front, Item back, Point camera) {
        if (!front.screen().intersects(back.screen())) {
            return false;
        }
        Rectangle2D one = front.ground();
        Rectangle2D two = back.ground();
        int byX = side(one.getMinX(), one.getMaxX(), two.getMinX(), two.getMaxX(), camera.x());
        int byY = side(one.getMinY(), one.getMaxY(), two.getMinY(), two.getMaxY(), camera.y());
        if (byX != 0 || byY != 0) {
            return byX >= 0 && byY >= 0;
        }
        return front.distance() < back.distance();
    }

    /** 1 where the first is on the camera's side, -1 where the second is, 0 where they overlap. */
    private static int side(double low1, double high1, double low2, double high2, double eye) {
        if (high1 <= low2) {
            return eye <= (high1 + low2) / 2 ? 1 : -1;
        }
        if (high2 <= low1) {
            return eye >= (high2 + low1) / 2 ? 1 : -1;
        }
        return 0;
    }
}
