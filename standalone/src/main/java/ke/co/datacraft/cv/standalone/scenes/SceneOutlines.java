package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import ke.co.datacraft.cv.inference.BoundingBox;

/** Who is where in a {@link Scene}, without drawing it. For one thread. */
public final class SceneOutlines {

    private static final int PROBES = 12;

    private final Street street;
    private final Rectangle2D frame;

    /** Of the scene with these properties. */
    public SceneOutlines(long seed, StreetPlan plan, int width, int height) {
        Scene.requireSize(width, height);
        this.street = Street.of(seed, plan, width, height);
        this.frame = new Rectangle2D.Double(0, 0, width, height);
    }

    private record Seen(Actor actor, Rectangle2D bounds, Rectangle2D kept, double distance) {}

    /**
     * Objects of which at least a part is within the frame, by id.
     *
     * @param seconds from 0; cheapest when it grows from call to call
     */
    public List<SceneOutline> at(double seconds) {
        Scene.requireTime(seconds);
        Camera camera = street.site().camera();
        List<Seen> seen = new ArrayList<>();
        for (Actor actor : street.traffic().at(seconds)) {
            Rectangle2D bounds = Street.bounds(camera, actor);
            if (bounds != null && bounds.intersects(frame)) {
                double distance = actor.placement().centre().minus(camera.position()).length();
                seen.add(new Seen(actor, bounds, bounds.createIntersection(frame), distance));
            }
        }
        List<SceneOutline> outlines = new ArrayList<>();
        for (Seen each : seen) {
            outlines.add(outline(each, seen));
        }
        outlines.sort(Comparator.comparingLong(SceneOutline::trackId));
        return outlines;
    }

    private SceneOutline outline(Seen each, List<Seen> all) {
        Rectangle2D kept = each.kept();
        BoundingBox box =
                new BoundingBox(
                        (float) kept.getX(),
                        (float) kept.getY(),
                        (float) kept.getWidth(),
                        (float) kept.getHeight());
        Rectangle2D bounds = each.bounds();
        double inFrame =
                kept.getWidth() * kept.getHeight() / (bounds.getWidth() * bounds.getHeight());
        return new SceneOutline(
                each.actor().trackId(),
                each.actor().look().kind(),
                box,
                inFrame,
                hidden(each, all),
                !Visibility.isTooLittle(box, inFrame, (int) frame.getWidth()));
    }

    private static double hidden(Seen each, List<Seen> all) {
        List<Rectangle2D> nearer =
                all.stream()
                        .filter(
                                other ->
                                        other.distance() < each.distance()
                                                && other.kept().intersects(each.kept()))
                        .map(Seen::kept)
                        .toList();
        if (nearer.isEmpty()) {
            return 0;
        }
        int covered = 0;
        for (int i = 0; i < PROBES * PROBES; i++) {
            double x = each.kept().getX() + each.kept().getWidth() * (i % PROBES + 0.5) / PROBES;
            double y = each.kept().getY() + each.kept().getHeight() * (i / PROBES + 0.5) / PROBES;
            covered += nearer.stream().anyMatch(other -> other.contains(x, y)) ? 1 : 0;
        }
        return (double) covered / (PROBES * PROBES);
    }
}
