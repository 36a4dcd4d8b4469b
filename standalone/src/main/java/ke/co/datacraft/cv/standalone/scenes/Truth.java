package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;

/** Tells from the buffer of ids what is to be seen of each object. */
final class Truth {

    private final IdBuffer ids;
    private final int width;
    private final int height;

    Truth(IdBuffer ids, int width, int height) {
        this.ids = ids;
        this.width = width;
        this.height = height;
    }

    /** Objects with at least one visible pixel, by their lower edge. */
    List<SceneObject> objects(List<Drawn> drawn) {
        List<SceneObject> objects = new ArrayList<>();
        for (Drawn each : drawn) {
            IdBuffer.Extent extent = ids.extent(each.id, each.reach());
            if (extent.count() > 0) {
                objects.add(object(each, extent));
            }
        }
        objects.sort(
                (one, other) ->
                        Float.compare(
                                one.box().y() + one.box().height(),
                                other.box().y() + other.box().height()));
        return objects;
    }

    private SceneObject object(Drawn each, IdBuffer.Extent extent) {
        BoundingBox box =
                new BoundingBox(
                        each.painted.left(),
                        each.painted.top(),
                        each.painted.right() - each.painted.left(),
                        each.painted.bottom() - each.painted.top());
        double share = (double) extent.count() / each.painted.count() * inFrame(each.bounds);
        return new SceneObject(
                each.actor.trackId(),
                each.actor.look().kind(),
                box,
                share,
                Visibility.isTooLittle(box, share, width),
                plate(each));
    }

    /** The share of an outline that lies within the frame. */
    private double inFrame(Rectangle2D bounds) {
        Rectangle2D frame = new Rectangle2D.Double(0, 0, width, height);
        Rectangle2D kept = bounds.createIntersection(frame);
        return Math.max(0, kept.getWidth())
                * Math.max(0, kept.getHeight())
                / (bounds.getWidth() * bounds.getHeight());
    }

    /** The plate, if its corners and its middle are to be seen. */
    private NumberPlate plate(Drawn each) {
        if (each.plate == null) {
            return null;
        }
        Rectangle2D at = each.plate.bounds();
        double[][] probes = {
            {at.getMinX() + 2, at.getCenterY()},
            {at.getCenterX(), at.getCenterY()},
            {at.getMaxX() - 2, at.getCenterY()}
        };
        for (double[] probe : probes) {
            int x = (int) probe[0];
            int y = (int) probe[1];
            boolean inside = x >= 0 && y >= 0 && x < width && y < height;
            if (!inside || ids.at(x, y) != each.id) {
                return null;
            }
        }
        return new NumberPlate(
                each.plate.text(),
                new BoundingBox(
                        (float) at.getX(),
                        (float) at.getY(),
                        (float) at.getWidth(),
                        (float) at.getHeight()));
    }
}
