package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;

/** An actor in a frame, under way to becoming a {@link SceneObject}. */
final class Drawn {

    final Actor actor;

    /** Its number in the buffer of ids. */
    final int id;

    /** Where the upright box around it is seen, within the frame or not. */
    final Rectangle2D bounds;

    /** Pixels that it took before others were drawn over it. */
    IdBuffer.Extent painted;

    PlateSpot plate;

    Drawn(Actor actor, int id, Rectangle2D bounds) {
        this.actor = actor;
        this.id = id;
        this.bounds = bounds;
    }

    /** All that it may have painted: rods are a little thicker than the box. */
    Rectangle2D reach() {
        double margin = 3 + Math.max(bounds.getWidth(), bounds.getHeight()) * 0.3;
        return new Rectangle2D.Double(
                bounds.getX() - margin,
                bounds.getY() - margin,
                bounds.getWidth() + 2 * margin,
                bounds.getHeight() + 2 * margin);
    }
}
