package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;
import java.util.SplittableRandom;

/**
 * Place and traffic of a scene, without its looks.
 *
 * @param random goes on where place and traffic have taken their share
 */
record Street(Site site, Signals signals, Traffic traffic, SplittableRandom random) {

    private static final double NEAREST = 2.5;

    /**
     * @param plan its roads; null for those of the seed
     */
    static Street of(long seed, StreetPlan plan, int width, int height) {
        // Streams of neighbouring seeds would be the same numbers, one further; mixed ones are not.
        SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong());
        Site site = Site.of(plan, width, height, random);
        Signals signals = new Signals(random.nextDouble(0, 36));
        Traffic traffic = new Traffic(new WayPlan(site, random).ways(), signals, random.nextLong());
        return new Street(site, signals, traffic, random);
    }

    /** Where a camera sees the upright box around an actor; null when it is not before it. */
    static Rectangle2D bounds(Camera camera, Actor actor) {
        Rectangle2D bounds = null;
        double half = actor.look().length() / 2;
        double side = actor.look().width() / 2;
        for (int corner = 0; corner < 8; corner++) {
            Point point =
                    actor.placement()
                            .at(
                                    (corner & 1) == 0 ? -half : half,
                                    (corner & 2) == 0 ? -side : side,
                                    (corner & 4) == 0 ? 0 : actor.look().height());
            if (camera.depth(point) < NEAREST) {
                return null;
            }
            Camera.Seen seen = camera.see(point);
            if (bounds == null) {
                bounds = new Rectangle2D.Double(seen.x(), seen.y(), 0, 0);
            }
            bounds.add(seen.x(), seen.y());
        }
        return bounds;
    }
}
