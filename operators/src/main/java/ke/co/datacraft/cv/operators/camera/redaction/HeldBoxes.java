package ke.co.datacraft.cv.operators.camera.redaction;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;

/**
 * Keeps boxes for a few frames in which nothing is found where they were: detectors lose things for
 * a moment, and a thing that is seen in one frame of ten is seen. A box that was found twice is
 * expected to go on as it went; the place where it was last stays hidden, too. Pure.
 */
final class HeldBoxes {

    /** Distance of centres, in sizes, up to which two boxes may be the same thing. */
    private static final double NEAR = 0.75;

    private final int frames;
    private final List<Held> held = new ArrayList<>();

    private static final class Held {
        private BoundingBox box;
        private float stepX;
        private float stepY;
        private int missed;
        private boolean found = true;

        Held(BoundingBox box) {
            this.box = box;
        }

        /** Where it should be by now. */
        BoundingBox expected() {
            return new BoundingBox(
                    box.x() + stepX * (missed + 1),
                    box.y() + stepY * (missed + 1),
                    box.width(),
                    box.height());
        }

        void moveTo(BoundingBox next) {
            stepX = (centreX(next) - centreX(box)) / (missed + 1);
            stepY = (centreY(next) - centreY(box)) / (missed + 1);
            box = next;
            missed = 0;
            found = true;
        }
    }

    /**
     * @param frames for how many frames a box is kept; 0 for none
     */
    HeldBoxes(int frames) {
        this.frames = frames;
    }

    /**
     * Takes the boxes of the next frame.
     *
     * @param boxes of one kind, in units that do not change from frame to frame
     * @return boxes of things that were found in earlier frames, but not in this one
     */
    List<BoundingBox> step(List<BoundingBox> boxes) {
        if (frames == 0) {
            return List.of();
        }
        held.forEach(each -> each.found = false);
        List<Held> added = new ArrayList<>();
        for (BoundingBox box : boxes) {
            Held same = nearest(box);
            if (same == null) {
                added.add(new Held(box));
            } else {
                same.moveTo(box);
            }
        }
        List<BoundingBox> missing = missing();
        held.addAll(added);
        return missing;
    }

    private Held nearest(BoundingBox box) {
        Held nearest = null;
        double least = NEAR;
        for (Held each : held) {
            double distance = each.found ? NEAR : distance(each.expected(), box);
            if (distance < least) {
                least = distance;
                nearest = each;
            }
        }
        return nearest;
    }

    private List<BoundingBox> missing() {
        List<BoundingBox> missing = new ArrayList<>();
        for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
            Held each = all.next();
            if (each.found) {
                continue;
            }
            if (each.missed == frames) {
                all.remove();
            } else {
                missing.add(hull(each.box, each.expected()));
                each.missed++;
            }
        }
        return missing;
    }

    private static double distance(BoundingBox one, BoundingBox other) {
        double size =
                Math.sqrt(Math.min(one.area(), other.area()))
                        + Math.sqrt(Math.max(one.area(), other.area()));
        double apart = Math.hypot(centreX(one) - centreX(other), centreY(one) - centreY(other));
        return 2 * apart / size;
    }

    private static BoundingBox hull(BoundingBox one, BoundingBox other) {
        float left = Math.min(one.x(), other.x());
        float top = Math.min(one.y(), other.y());
        float right = Math.max(one.x() + one.width(), other.x() + other.width());
        float bottom = Math.max(one.y() + one.height(), other.y() + other.height());
        return new BoundingBox(left, top, right - left, bottom - top);
    }

    private static float centreX(BoundingBox box) {
        return box.x() + box.width() / 2;
    }

    private static float centreY(BoundingBox box) {
        return box.y() + box.height() / 2;
    }
}
