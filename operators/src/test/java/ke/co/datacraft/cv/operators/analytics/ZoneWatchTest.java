package ke.co.datacraft.cv.operators.analytics;

import static ke.co.datacraft.cv.operators.analytics.TestingScene.car;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import ke.co.datacraft.cv.contracts.ZoneDefinition;
import ke.co.datacraft.cv.inference.track.TrackedObject;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ZoneWatchTest {

    /** A frame in which an object was seen, and whether inside. */
    private record Seen(int frame, boolean inside) {}

    /**
     * Objects that come, wander, hide and go, before areas of any shape: what is told is what the
     * whole of each way says, read afterwards.
     */
    @Property(tries = 200)
    void staysAreWhatTheWholeWaySays(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int corners = random.nextInt(3, 8);
        double[] xs = random.ints(corners, 200, 800).asDoubleStream().toArray();
        double[] ys = random.ints(corners, 200, 800).asDoubleStream().toArray();
        int inertia = random.nextInt(1, 6);
        Path2D area = area(xs, ys);
        TestingScene scene = new TestingScene(zone(xs, ys, inertia));
        TreeMap<Long, List<Seen>> ways = wander(random, scene, area);
        scene.finish();
        List<String> expected = new ArrayList<>();
        ways.forEach((track, way) -> expected.addAll(stays(track, way, inertia)));
        List<String> told = new ArrayList<>(scene.told("entered"));
        told.addAll(scene.told("exited"));
        assertThat(told).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(scene.told("inside"))
                .doesNotHaveDuplicates()
                .hasSize((int) ways.values().stream().mapToLong(way -> inside(way, inertia)).sum());
        assertThat(scene.isEmpty()).isTrue();
    }

    private static TreeMap<Long, List<Seen>> wander(
            SplittableRandom random, TestingScene scene, Path2D area) {
        TreeMap<Long, List<Seen>> ways = new TreeMap<>();
        TreeMap<Long, double[]> places = new TreeMap<>();
        long next = 1;
        for (int frame = 0; frame < 80; frame++) {
            if (places.size() < 3 && random.nextInt(10) == 0) {
                places.put(next++, random.doubles(2, 100, 900).toArray());
            }
            List<TrackedObject> objects = new ArrayList<>();
            List<Long> ended = new ArrayList<>();
            for (long track : List.copyOf(places.keySet())) {
                double[] at = places.get(track);
                at[0] = Math.floor(at[0] + random.nextDouble(-120, 120)) + 0.5;
                at[1] = Math.floor(at[1] + random.nextDouble(-120, 120)) + 0.5;
                if (random.nextInt(60) == 0) {
                    places.remove(track);
                    ended.add(track);
                } else if (random.nextInt(8) > 0) {
                    objects.add(car(track, at[0], at[1]));
                    ways.computeIfAbsent(track, id -> new ArrayList<>())
                            .add(new Seen(frame, area.contains(at[0], at[1])));
                }
            }
            scene.frame(objects, ended);
        }
        return ways;
    }

    /** Of a whole way: runs inside of at least the inertia, joined over shorter runs outside. */
    private static List<String> stays(long track, List<Seen> way, int inertia) {
        List<String> told = new ArrayList<>();
        for (int[] stay : spans(way, inertia)) {
            int first = way.get(stay[0]).frame;
            int last = way.get(stay[1]).frame;
            told.add(first + " entered zone " + track);
            told.add(last + " exited zone " + track + " " + (last - first) * 200 / 1000.0);
        }
        return told;
    }

    private static long inside(List<Seen> way, int inertia) {
        long inside = 0;
        for (int[] stay : spans(way, inertia)) {
            inside += way.subList(stay[0], stay[1] + 1).stream().filter(Seen::inside).count();
        }
        return inside;
    }

    private static List<int[]> spans(List<Seen> way, int inertia) {
        List<int[]> spans = new ArrayList<>();
        // What is seen in fewer frames than an object needs to count does not count.
        int from = way.size() < SceneOptions.DEFAULT.eventFrames() ? way.size() : 0;
        while (from < way.size()) {
            int start = from;
            while (start + inertia <= way.size() && !all(way, start, inertia, true)) {
                start++;
            }
            if (start + inertia > way.size()) {
                break;
            }
            int end = start + inertia;
            while (end < way.size()
                    && !(end + inertia <= way.size() && all(way, end, inertia, false))) {
                end++;
            }
            int last = end - 1;
            while (!way.get(last).inside) {
                last--;
            }
            spans.add(new int[] {start, last});
            from = end + inertia;
        }
        return spans;
    }

    private static boolean all(List<Seen> way, int from, int count, boolean inside) {
        return way.subList(from, from + count).stream().allMatch(seen -> seen.inside == inside);
    }

    private static Path2D area(double[] xs, double[] ys) {
        Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
        path.moveTo(xs[0], ys[0]);
        for (int i = 1; i < xs.length; i++) {
            path.lineTo(xs[i], ys[i]);
        }
        path.closePath();
        return path;
    }

    private static ZoneDefinition zone(double[] xs, double[] ys, int inertia) {
        StringBuilder points = new StringBuilder("[");
        for (int i = 0; i < xs.length; i++) {
            points.append(
                    String.format(
                            Locale.ROOT,
                            "%s[%.3f,%.3f]",
                            i == 0 ? "" : ",",
                            xs[i] / 1000,
                            ys[i] / 1000));
        }
        return Zones.area(
                "zone", points.append("]").toString(), zone -> zone.put("inertia", inertia));
    }
}
