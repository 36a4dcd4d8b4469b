package ke.co.datacraft.cv.standalone.scenes;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import ke.co.datacraft.cv.contracts.CrossingDirection;
import ke.co.datacraft.cv.contracts.ZoneDefinition;

/**
 * What truly happens at lines and in zones of a scene, told from where everything is and not from
 * what a tracker makes of it. An object is where the middle of its outline's lower edge is; it
 * takes part while enough of it is within the frame. Who crosses a line while hidden has crossed
 * it; stays begin and end with frames that show the object.
 */
public final class TrafficTruth {

    /** Steps from one frame to the next in which lines are looked at. */
    public static final int FINER = 8;

    /** Behind others by more than this, nobody can see an object. */
    private static final double HIDDEN = 0.7;

    /** Frames in which an object must be seen, as the analysis asks unless it is told otherwise. */
    private static final int LEAST_SEEN = 3;

    private final Watch watch;
    private final List<List<SceneOutline>> frames = new ArrayList<>();
    private final Map<Long, List<Path>> paths = new TreeMap<>();

    /**
     * Where an object is in one frame, or between two.
     *
     * @param seen whether a frame shows it there
     */
    private record Place(double frame, double x, double y, boolean seen) {}

    /** The way of an object while it is the same to who watches, from a frame that shows it. */
    private record Path(long trackId, ObjectKind kind, List<Place> places) {

        double lastSeen() {
            for (int i = places.size() - 1; i >= 0; i--) {
                if (places.get(i).seen()) {
                    return places.get(i).frame();
                }
            }
            throw new IllegalStateException("Begins with a frame that shows it");
        }

        List<Place> seen() {
            return places.stream().filter(Place::seen).toList();
        }
    }

    /**
     * An object that crosses a line.
     *
     * @param seconds since the beginning of the scene
     */
    public record Crossing(
            long trackId, ObjectKind kind, CrossingDirection direction, double seconds) {}

    /**
     * An object that is in a zone.
     *
     * @param firstFrame first frame in which it can be seen inside
     * @param lastFrame last frame in which it can be seen inside
     */
    public record Stay(long trackId, ObjectKind kind, int firstFrame, int lastFrame) {}

    /**
     * How a scene is watched.
     *
     * @param width of its frames in pixels
     * @param height of its frames in pixels
     * @param fps frames per second
     * @param frames how many, from second 0
     * @param patience seconds after which nobody can tell that a hidden object is the same
     */
    public record Watch(int width, int height, double fps, int frames, double patience) {}

    /**
     * Looks at a scene.
     *
     * @param outlines everything that is at least in part within the frame at a second, such as
     *     {@link SceneOutlines#at}
     */
    public TrafficTruth(DoubleFunction<List<SceneOutline>> outlines, Watch watch) {
        this.watch = watch;
        for (int step = 0; step <= (watch.frames() - 1) * FINER; step++) {
            double frame = (double) step / FINER;
            List<SceneOutline> now = outlines.apply(frame / watch.fps());
            now.stream().filter(SceneOutline::inView).forEach(each -> add(each, frame));
            if (step % FINER == 0) {
                this.frames.add(now);
            }
        }
    }

    private void add(SceneOutline outline, double frame) {
        List<Path> all = paths.computeIfAbsent(outline.trackId(), id -> new ArrayList<>());
        double x = outline.box().x() + outline.box().width() / 2.0;
        double y = outline.box().y() + (double) outline.box().height();
        boolean seen = isSeen(outline) && frame == Math.rint(frame);
        Path path = all.isEmpty() ? null : all.get(all.size() - 1);
        if (path == null || frame - path.lastSeen() > watch.patience() * watch.fps() + 1e-6) {
            if (!seen) {
                return;
            }
            path = new Path(outline.trackId(), outline.kind(), new ArrayList<>());
            all.add(path);
        }
        path.places().add(new Place(frame, x, y, seen));
    }

    /** Whether an object can be seen in a frame. */
    public static boolean isSeen(SceneOutline outline) {
        return outline.inView() && outline.hidden() <= HIDDEN;
    }

    /** Everything that is at least in part within a frame. */
    public List<SceneOutline> frame(int number) {
        return frames.get(number);
    }

    /** How many frames there are. */
    public int frames() {
        return frames.size();
    }

    /**
     * Objects that cross a line, each once, in order of time. A crossing counts when the object is
     * seen on either side of it, farther from the line than its hysteresis.
     */
    public List<Crossing> crossings(ZoneDefinition line) {
        List<Crossing> crossings = new ArrayList<>();
        Line2D segment =
                new Line2D.Double(
                        line.points().get(0).get(0) * watch.width(),
                        line.points().get(0).get(1) * watch.height(),
                        line.points().get(1).get(0) * watch.width(),
                        line.points().get(1).get(1) * watch.height());
        double margin = line.hysteresis() * Math.hypot(watch.width(), watch.height());
        for (Path path : told(line)) {
            crossing(path, segment, margin, crossings);
        }
        crossings.sort(Comparator.comparingDouble(Crossing::seconds));
        return crossings;
    }

    private void crossing(Path path, Line2D line, double margin, List<Crossing> crossings) {
        List<Place> places = path.places();
        for (int i = 1; i < places.size(); i++) {
            Place before = places.get(i - 1);
            Place after = places.get(i);
            double from = side(line, before);
            double to = side(line, after);
            if (from < 0 == to < 0 || !meets(line, before, after)) {
                continue;
            }
            double sign = Math.signum(to - from);
            boolean came =
                    places.subList(0, i).stream()
                            .anyMatch(p -> p.seen() && sign * side(line, p) < -margin);
            boolean went =
                    places.subList(i, places.size()).stream()
                            .anyMatch(p -> p.seen() && sign * side(line, p) > margin);
            if (came && went) {
                crossings.add(
                        new Crossing(
                                path.trackId(),
                                path.kind(),
                                sign > 0 ? CrossingDirection.IN : CrossingDirection.OUT,
                                after.frame() / watch.fps()));
                return;
            }
        }
    }

    private static boolean meets(Line2D line, Place before, Place after) {
        return line.intersectsLine(before.x(), before.y(), after.x(), after.y());
    }

    /** Pixels to the right of a line that is followed from its first point to its second. */
    private static double side(Line2D line, Place place) {
        double alongX = line.getX2() - line.getX1();
        double alongY = line.getY2() - line.getY1();
        double cross = alongX * (place.y() - line.getY1()) - alongY * (place.x() - line.getX1());
        return cross / Math.hypot(alongX, alongY);
    }

    /**
     * Stays in a zone by the frame in which they begin. Who is inside or outside for fewer frames
     * than the zone's inertia has not come or gone.
     */
    public List<Stay> stays(ZoneDefinition zone) {
        Path2D area = area(zone);
        List<Stay> stays = new ArrayList<>();
        for (Path path : told(zone)) {
            stays(path, area, zone.inertia(), stays);
        }
        stays.sort(Comparator.comparingInt(Stay::firstFrame).thenComparingLong(Stay::trackId));
        return stays;
    }

    private static void stays(Path path, Path2D area, int inertia, List<Stay> stays) {
        List<Place> inside = new ArrayList<>();
        List<Place> run = new ArrayList<>();
        boolean within = false;
        for (Place place : path.seen()) {
            if (area.contains(place.x(), place.y()) == within) {
                if (within) {
                    inside.addAll(run);
                    inside.add(place);
                }
                run.clear();
                continue;
            }
            run.add(place);
            if (run.size() == inertia) {
                if (within) {
                    add(path, area, inside, stays);
                }
                inside.clear();
                inside.addAll(within ? List.of() : run);
                run.clear();
                within = !within;
            }
        }
        add(path, area, inside, stays);
    }

    private static void add(Path path, Path2D area, List<Place> inside, List<Stay> stays) {
        List<Place> seen =
                inside.stream().filter(place -> area.contains(place.x(), place.y())).toList();
        if (!seen.isEmpty()) {
            stays.add(
                    new Stay(
                            path.trackId(),
                            path.kind(),
                            (int) seen.get(0).frame(),
                            (int) seen.get(seen.size() - 1).frame()));
        }
    }

    /** Objects whose stays in a zone hold a frame. */
    public long occupancy(ZoneDefinition zone, int frame) {
        return stays(zone).stream()
                .filter(stay -> stay.firstFrame() <= frame && frame <= stay.lastFrame())
                .count();
    }

    private Path2D area(ZoneDefinition zone) {
        Path2D area = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        for (List<Double> point : zone.points()) {
            double x = point.get(0) * watch.width();
            double y = point.get(1) * watch.height();
            if (area.getCurrentPoint() == null) {
                area.moveTo(x, y);
            } else {
                area.lineTo(x, y);
            }
        }
        area.closePath();
        return area;
    }

    /** Ways of the objects that a zone looks at and that are seen often enough to be believed. */
    private List<Path> told(ZoneDefinition zone) {
        List<String> labels = zone.filter() == null ? List.of() : zone.filter().labels();
        return paths.values().stream()
                .flatMap(List::stream)
                .filter(path -> labels.isEmpty() || labels.contains(path.kind().label()))
                .filter(path -> path.seen().size() >= LEAST_SEEN)
                .toList();
    }
}
